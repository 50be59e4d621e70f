import fc from 'fast-check';
import * as v from 'valibot';
import { claimCodeField, claimCodeFrom } from '#domain/accounts/claims';
import { tidyIdNumber } from '#domain/accounts/idnumber';
import { markTyped } from '#domain/certificates/code';
import { idInNumber } from '#domain/certificates/content';
import { contract } from '#domain/contract';
import { mobile, mobileOrNone, mostOf, optionalText, telephone, telephoneOrNone, text } from '#domain/fields';
import { NAME_LENGTH, nameAlone, personName, tidyName } from '#domain/names';
import { grams, searchGrams } from '#domain/stations/rules';
import { leaderWords } from '#domain/teams/fields';
import { charactersOf, cleaned, compact, lengthOf, oneWord, tidyPhone } from '#domain/typed';
import { digest } from '#domain/sha';
import { anyCharacter } from '../support/characters';

const anything = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...'阿张𠮷a Z1·.．。-–’é👩\u200d👧\ufe0f❤🏽🇨\u0301\u200b\u034f\u3000１Ａ'),
    maxLength: 30,
  }),
);
/** What nobody sees, whatever it stands beside. A joiner or a selector beside an emoji is part of it. */
const invisible = fc.constantFrom(
  '\u200b',
  '\u200e',
  '\u202d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u180e',
  '\u3164',
  '\u{e0100}',
  '\u0000',
);

/** Put between the characters of a text, at its beginning and at its end. */
const between = (characters: readonly string[], parts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(parts, { minLength: characters.length + 1, maxLength: characters.length + 1 })
    .map((gaps) => gaps.map((gap, i) => gap + (characters[i] ?? '')).join(''));

const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom(' ', '-', '\u3000', '\u00a0', '－', '–', '—', '‑', '·', '  '),
  invisible,
);
const wide = (digits: string): string =>
  digits.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
/** However it is spaced, and from whichever keyboard. */
const typedAs = (right: string): fc.Arbitrary<string> =>
  fc.array(fc.boolean(), { minLength: right.length, maxLength: right.length }).chain((wides) =>
    between(
      [...right].map((c, i) => (wides[i] ? wide(c) : c)),
      gap,
    ),
  );
const digits = (count: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });

describe('tidied once is tidied', () => {
  test.each<[string, (typed: string) => string]>([
    ['a text', cleaned],
    ['a name', tidyName],
    ['a name alone', nameAlone],
    ['a telephone number', tidyPhone],
    ['an ID number', tidyIdNumber],
    ['a code', compact],
    ['a word', oneWord],
  ])('%s', (_, tidy) => {
    fc.assert(
      fc.property(anything, (typed) => expect(tidy(tidy(typed))).toBe(tidy(typed))),
      { numRuns: 1000 },
    );
  });

  test('so what the phone has checked passes in the cloud, and reads the same', () => {
    const fields = [text(20), optionalText(20), personName, mobile, mobileOrNone, telephone, telephoneOrNone];
    fc.assert(
      fc.property(fc.constantFrom(...fields), anything, (field, typed) => {
        const first = v.safeParse(field, typed);
        if (first.success) expect(v.safeParse(field, first.output)).toEqual(first);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a telephone number', () => {
  const mobiles = fc
    .tuple(fc.constantFrom(...'3456789'), digits(9))
    .map(([second, rest]) => `1${second}${rest}`);
  const landLines = fc
    .tuple(fc.constantFrom('010', '021', '029', '0398', '0371', '0898'), digits(8), fc.boolean())
    .map(([area, number, short]) => ({ area, number: short ? number.slice(1) : number }));

  test('of a phone is the same with whatever gaps, widths and prefix', () => {
    fc.assert(
      fc.property(
        mobiles.chain((number) =>
          fc
            .constantFrom('', '+86', '0086', '86', '(+86)', '＋86')
            .chain((prefix) => typedAs(number).map((typed) => ({ number, typed: prefix + typed }))),
        ),
        ({ number, typed }) => {
          for (const field of [mobile, mobileOrNone, telephone]) expect(v.parse(field, typed)).toBe(number);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('of a house is written with a dash after its area, however it came', () => {
    fc.assert(
      fc.property(
        landLines.chain(({ area, number }) =>
          fc
            .constantFrom(`${area}`, `+86${area}`, `+86 ${area.slice(1)}`, `0086-${area}`, `（${area}）`)
            .chain((prefix) =>
              typedAs(number).map((typed) => ({ right: `${area}-${number}`, typed: prefix + typed })),
            ),
        ),
        ({ right, typed }) => expect(v.parse(telephone, typed)).toBe(right),
      ),
      { numRuns: 1000 },
    );
  });

  test('as the contacts of a phone copy it', () => {
    for (const typed of [
      '138 1234 5678',
      '+86 138-1234 5678',
      '\u202d138 1234 5678\u202c',
      '8613812345678',
      '１３８ １２３４ ５６７８',
    ])
      expect([typed, v.parse(mobile, typed)]).toEqual([typed, '13812345678']);
  });

  test('with a digit too few or too many, or letters in it, is none', () => {
    for (const typed of [
      '1381234567',
      '138123456789',
      '+86 1381234567',
      '+1 13812345678',
      '86 12345',
      'tel 13812345678',
      '12345678901',
    ])
      expect([typed, v.is(mobile, typed)]).toEqual([typed, false]);
    expect(v.parse(telephone, '12345')).toBe('12345');
    expect(v.is(mobile, '12345')).toBe(false);
  });

  test('may be left empty where one may have none, but not half written', () => {
    for (const nothing of ['', '  ', '\u200b', '-']) expect(v.parse(mobileOrNone, nothing)).toBe('');
    expect(v.is(mobileOrNone, '138')).toBe(false);
    expect(v.is(mobile, '')).toBe(false);
    expect(v.parse(telephoneOrNone, ' ')).toBe('');
  });
});

describe('codes and numbers on paper', () => {
  const same = (right: string, read: (typed: string) => unknown, meant: unknown = right) =>
    fc.assert(
      fc.property(typedAs(right), (typed) => expect(read(typed)).toEqual(meant)),
      { numRuns: 300 },
    );

  test('an ID number, with a small x, a wide one, or a sign that looks like it', () => {
    same('11010519491231002X', tidyIdNumber);
    same('11010519491231002x', tidyIdNumber, '11010519491231002X');
    for (const last of ['×', 'х', 'Ｘ', 'ｘ'])
      expect(tidyIdNumber(`11010519491231002${last}`)).toBe('11010519491231002X');
  });

  test('the number and the mark of a certificate', () => {
    same('20260123456789', idInNumber);
    same('7k3f92qxa8bd', markTyped, '7K3F92QXA8BD');
    expect(idInNumber('SMX－２０２６－０１２３４５６７８９')).toBe('20260123456789');
  });

  test('a claim code, scanned or typed small', () => {
    const code = claimCodeFrom(digest('x'));
    const read = (typed: string) => v.parse(claimCodeField, typed);
    same(code, read);
    same(code.toLowerCase(), read, code);
    expect(read(`ｗｍａ．${code}`)).toBe(code);
  });

  test('a volunteer number', () => same('123456789', (typed) => v.parse(leaderWords.leaderNumber, typed)));
});

describe('names', () => {
  test('the dot of a name is one, from whichever keyboard', () => {
    for (const dot of [...'·•・･‧․∙⋅⸱●.．。｡﹒', ' · ', '··', ' .\u200b'])
      expect([dot, v.parse(personName, `阿依古丽${dot}买买提`)]).toEqual([dot, '阿依古丽·买买提']);
  });

  test('of foreigners has as many letters as the card, with spaces, apostrophes, hyphens and full stops', () => {
    const long = 'Maria-Magdalena van der Bergh';
    expect(v.parse(personName, `  ${long.replace(/ /g, '  ')} `)).toBe(long);
    expect(v.parse(personName, 'ＪＯＨＮ　O’Brien')).toBe("JOHN O'Brien");
    expect(v.parse(personName, 'Anna‑Maria J. Smith')).toBe('Anna-Maria J. Smith');
    expect(v.is(personName, 'a'.repeat(NAME_LENGTH))).toBe(true);
    expect(v.is(personName, 'a'.repeat(NAME_LENGTH + 1))).toBe(false);
  });

  test('a space that was typed to line two characters up is none', () => {
    for (const typed of ['张 三', '张　三', ' 张\u00a0三。', '张\u2003三'])
      expect(tidyName(typed)).toBe('张三');
    expect(tidyName('大山 David')).toBe('大山 David');
  });

  test('rare characters are one each, and stay', () => {
    expect(v.parse(personName, '𠮷𠮷𡃁')).toBe('𠮷𠮷𡃁');
    expect(v.is(personName, '𠮷'.repeat(NAME_LENGTH))).toBe(true);
    expect(v.is(personName, '𠮷'.repeat(NAME_LENGTH + 1))).toBe(false);
    expect(v.is(text(5), '𠮷'.repeat(5))).toBe(true);
  });

  test('two are the same that differ in width, case, dots, gaps and what cannot be seen; no others are', () => {
    for (const same of [
      '阿依古丽·买买提',
      '阿依古丽 买买提',
      ' 阿依古丽•买买提 ',
      '阿依古丽．买买提',
      '阿依\u200d古丽·买\u034f买提\ufe0f',
    ])
      expect(nameAlone(same)).toBe('阿依古丽买买提');
    expect(nameAlone('JEAN-PIERRE d’Arc')).toBe(nameAlone("Ｊean Pierre D'ARC"));
    expect(nameAlone('Ame\u0301lie')).toBe(nameAlone('Amélie'));
    expect(nameAlone('⼤山')).toBe(nameAlone('大山'));
    expect(nameAlone('张三')).not.toBe(nameAlone('张三丰'));
    expect(nameAlone('Amelie')).not.toBe(nameAlone('Amélie'));
  });

  test('a team is found by its name however it is typed', () => {
    const found = new Set(grams('２０２６·Ａ队“爱心”'));
    for (const typed of ['2026a队', '2026 A队爱\u200b心', '２０２６．a']) {
      expect(searchGrams(typed).length).toBeGreaterThan(0);
      expect(searchGrams(typed).filter((gram) => !found.has(gram))).toEqual([]);
    }
  });
});

describe('a length', () => {
  test('counts what a person sees', () => {
    for (const one of [
      '善',
      '𠮷',
      '😀',
      '👨‍👩‍👧',
      '❤️',
      '👍🏽',
      '🇨🇳',
      '1️⃣',
      '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      '👩🏻‍❤️‍💋‍👨🏻',
      'é',
      'e\u0301',
      'नि',
      '각',
    ])
      expect([one, lengthOf(one), cleaned(one)]).toEqual([one, 1, one.normalize('NFC')]);
    expect(charactersOf('🇨🇳🇨🇳🇨')).toEqual(['🇨🇳', '🇨🇳', '🇨']);
    expect(charactersOf('a👨‍👩‍👧b')).toEqual(['a', '👨‍👩‍👧', 'b']);
    expect(lengthOf('')).toBe(0);
  });

  test('is that of the standard, for what people write', () => {
    const segmenter = new Intl.Segmenter('zh');
    const written = fc.string({
      unit: fc.constantFrom('善', '𠮷', 'a', 'e\u0301', ' ', '\n', '👍🏽', '👨‍👩‍👧', '❤️', '🇨🇳', '1️⃣', 'ن', '。'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(written, (typed) => {
        expect(charactersOf(typed)).toEqual([...segmenter.segment(typed)].map(({ segment }) => segment));
      }),
    );
  });

  test('never counts what cannot be seen', () => {
    const seen = fc.array(fc.constantFrom('善', '𠮷', 'a', '9', '😀', '👨‍👩‍👧', '❤️'), { minLength: 1 });
    fc.assert(
      fc.property(
        seen.chain((parts) =>
          between(parts, fc.oneof(fc.constant(''), invisible)).map((typed) => ({ parts, typed })),
        ),
        ({ parts, typed }) => {
          expect(cleaned(typed)).toBe(parts.join(''));
          expect(lengthOf(cleaned(typed))).toBe(parts.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('is bounded: accents piled on one letter count, and far too much is not read', () => {
    expect(lengthOf(`a${'\u0301'.repeat(120)}`)).toBeGreaterThan(10);
    fc.assert(
      fc.property(anything, (typed) =>
        expect(lengthOf(typed) * 12).toBeGreaterThanOrEqual([...typed].length),
      ),
    );
    expect(v.is(text(5), '\u200b'.repeat(300) + '善')).toBe(false);
  });

  test('above the bound says how many there may be', () => {
    const bound = (field: v.GenericSchema<string>, typed: string) => {
      const read = v.safeParse(field, typed);
      return read.success ? 'read' : mostOf(read.issues[0]);
    };
    expect([
      bound(text(20), '善'.repeat(21)),
      bound(text(20), '善'.repeat(9999)),
      bound(personName, 'a'.repeat(51)),
    ]).toEqual([20, 20, 50]);
    expect([bound(text(20), ''), bound(mobile, '1'), bound(text(20), '善')]).toEqual([
      undefined,
      undefined,
      'read',
    ]);
  });
});

test('joiners and selectors stay inside emoji alone', () => {
  for (const [typed, kept] of [
    ['张\u200d三', '张三'],
    ['好\ufe0f', '好'],
    ['葛\u{e0100}城', '葛城'],
    ['a\u034fb', 'ab'],
    ['👩\u200d', '👩'],
    ['\u200d👩', '👩'],
    ['👩\u200d👩', '👩\u200d👩'],
    ['❤\ufe0f\u200d🔥', '❤\ufe0f\u200d🔥'],
    ['7\ufe0f', '7'],
  ])
    expect(cleaned(typed ?? '')).toBe(kept);
});

/** Every field that an action takes, by its path, through lists, choices and objects inside objects. */
function fieldsOf(schema: unknown, path: string): [string, v.GenericSchema<string>][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const {
    entries = {},
    options = [],
    item,
    wrapped,
  } = schema as {
    entries?: Record<string, v.GenericSchema>;
    options?: readonly unknown[];
    item?: unknown;
    wrapped?: unknown;
  };
  const inside = Object.entries(entries).flatMap(([key, field]): [string, v.GenericSchema<string>][] => [
    [`${path}.${key}`, field as v.GenericSchema<string>],
    ...fieldsOf(field, `${path}.${key}`),
  ]);
  return [...inside, ...[...options, item, wrapped].flatMap((one) => fieldsOf(one, path))];
}

describe('every action takes as it is typed', () => {
  const fields = Object.entries(contract).flatMap(([action, { input }]) => fieldsOf(input, action));
  const named = (name: RegExp) => fields.filter(([path]) => name.test(path) && !path.includes('draft'));

  test.each(named(/\.(phone|contactPhone)$/))('the number to call in %s', (path, field) => {
    const kept = path.startsWith('activities.save') ? '+86 138-1234 5678' : '13812345678';
    expect(v.parse(field, '+86 138-1234 5678')).toBe(kept);
  });

  test.each(named(/\.idNumber$/))('the ID number in %s', (_, field) => {
    expect(v.parse(field, '110105 19491231　００２x')).toBe('11010519491231002X');
  });

  test('at least those of people, teams, activities, stations and shops', () => {
    expect(named(/\.(phone|contactPhone)$/).length).toBeGreaterThanOrEqual(14);
    expect(named(/\.idNumber$/)).toHaveLength(3);
  });
});
