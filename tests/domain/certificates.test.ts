import fc from 'fast-check';
import {
  basisOf,
  certificateIdOf,
  contentDigest,
  idInNumber,
  numberOf,
  type CertificateContent,
} from '#domain/certificates/content';
import {
  markOf,
  markTyped,
  parsePublicCode,
  publicCode,
  spelled,
  verifyMark,
} from '#domain/certificates/code';
import { appendLine, type LedgerLine } from '#domain/hours/ledger';
import { maskName } from '#domain/names';
import { digest } from '#domain/sha';
import { DAY, dayOf } from '#domain/time';
import {
  certified,
  chain,
  correctionOf,
  EVERYTHING,
  KEY,
  longer,
  markFor,
  select,
  service,
  stateOf,
  verdictOn,
  type Night,
} from './certified';
import { at } from './support';

const ledgers = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 600 }),
      title: fc.string({ minLength: 1, maxLength: 12 }),
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((all) => chain(all.map((own, n) => service(n, own))));

describe('what is certified', () => {
  test('everything: each line, the sum, where the ledger ended', () => {
    const ledger = chain([service(1), service(2), correctionOf(1, -30)]);
    const chosen = select(ledger, EVERYTHING);
    expect(chosen).toMatchObject({ fault: null, minutes: 210, services: 2, list: { count: 3 } });
    expect(chosen.fault === null && chosen.lines.map((l) => l.lineId)).toEqual(['s1', 's2', 'c1']);
  });

  test('a period includes its first and last day, and corrections of what lies in it', () => {
    const ledger = chain([service(1), service(2), service(3), correctionOf(2, -20), correctionOf(3, -10)]);
    const only = { from: dayOf(at(8) + 2 * DAY), to: dayOf(at(8) + 2 * DAY) };
    const chosen = select(ledger, only);
    expect(chosen).toMatchObject({ minutes: 100, services: 1, from: only.from, to: only.to });
    expect(chosen.fault === null && chosen.lines.map((l) => l.lineId)).toEqual(['s2', 'c2']);
  });

  test('nothing: no line, none in the period, or all of it taken back', () => {
    expect(select([], EVERYTHING)).toEqual({ fault: 'NOTHING' });
    expect(select(chain([service(1)]), { from: '2027-01-01', to: null })).toEqual({ fault: 'NOTHING' });
    expect(select(chain([service(1), correctionOf(1, -120)]), EVERYTHING)).toEqual({ fault: 'NOTHING' });
  });

  test('never from a ledger that does not hold', () => {
    const [first, second] = chain([service(1), service(2)]) as [LedgerLine, LedgerLine];
    expect(select([first, { ...second, minutes: 600 }], EVERYTHING)).toEqual({ fault: 'BROKEN' });
    expect(select([second], EVERYTHING)).toEqual({ fault: 'BROKEN' });
    const of = (n: number) => ({ from: dayOf(at(8) + n * DAY), to: null });
    expect(select([first, { ...second, minutes: 600 }], of(2))).toEqual({ fault: 'BROKEN' });
    const third = appendLine(second, service(3));
    expect(select([first, { ...second, title: '别的' }, third], of(2))).toEqual({ fault: 'BROKEN' });
    const forged = appendLine({ ...first, hash: digest('x') }, service(2));
    expect(select([first, forged, appendLine(forged, service(3))], of(1))).toEqual({ fault: 'BROKEN' });
  });

  test('a list of a thousand lines, and no more', () => {
    const ledger = chain(Array.from({ length: 1001 }, (_, n) => service(n, { minutes: 1 })));
    expect(select(ledger.slice(0, 1000), EVERYTHING)).toMatchObject({ fault: null, services: 1000 });
    expect(select(ledger, EVERYTHING)).toEqual({ fault: 'TOO_MANY' });
  });

  test('the same on the same day is the same certificate; anything else is another', () => {
    const { content } = certified(chain([service(1)]));
    const same = basisOf(content, '2026-12-01');
    expect(basisOf({ ...content }, '2026-12-01')).toBe(same);
    const others = [
      basisOf(content, '2026-12-02'),
      basisOf({ ...content, name: '张三' }, '2026-12-01'),
      basisOf({ ...content, period: { from: '2026-01-01', to: null } }, '2026-12-01'),
      basisOf({ ...content, period: { from: null, to: '2026-01-01' } }, '2026-12-01'),
      basisOf({ ...content, head: { seq: 2, hash: content.head.hash } }, '2026-12-01'),
    ];
    expect(new Set([same, ...others]).size).toBe(6);
    expect(certificateIdOf(same, 0, '2026')).not.toBe(certificateIdOf(same, 1, '2026'));
  });
});

describe('its number', () => {
  test('has the city, the year and ten digits, and is found however it is typed', () => {
    fc.assert(
      fc.property(fc.string(), (basis) => {
        const id = certificateIdOf(basis, 0, '2026');
        expect(id).toMatch(/^2026\d{10}$/);
        const number = numberOf('4112', id);
        for (const typed of [number, number.replace(/-/g, ''), number.replace(/-/g, ' '), id, ` ${number} `])
          expect(idInNumber(typed)).toBe(id);
      }),
    );
    expect(idInNumber('4112-2026-12345')).toBeNull();
  });
});

describe('its code', () => {
  const kept = certified(chain([service(1)]));
  const mark = markFor(kept);
  const { id } = kept.content;

  test('fits a mini-program code and is read back, scanned or typed', () => {
    const scene = publicCode({ id, mark });
    expect(scene.length).toBeLessThanOrEqual(32);
    expect(scene).toMatch(/^[0-9A-Za-z.]+$/);
    expect(parsePublicCode(scene)).toEqual({ id, mark });
    expect(markTyped(spelled(mark).toLowerCase())).toBe(mark);
    expect(markTyped('OIL0-1111-1111')).toBe('011011111111');
  });

  test.each(['', 'wm1.a.b.c', 'wmc1.2026.abc', `wmc2.${id}.${mark}`, `wmc1.${id}.${mark}0`, `wmc1.${id}.`])(
    'nothing else is one: %s',
    (text) => expect(parsePublicCode(text)).toBeNull(),
  );

  test('cannot be made without the key, nor moved to another certificate', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/),
        fc.string({ minLength: 1 }),
        (guess, key) => {
          if (guess.slice(0, 7) !== mark.slice(0, 7))
            expect(verdictOn(guess, KEY, kept, chain([service(1)]))).toBe('UNKNOWN');
          if (key !== KEY)
            expect(verifyMark(markOf(key, id, kept.digest), KEY, id, kept.digest)).toBe('FORGED');
        },
      ),
    );
    const another = certificateIdOf('another', 0, '2026');
    expect(verifyMark(mark, KEY, another, kept.digest)).toBe('FORGED');
    expect(verifyMark(mark.slice(0, 11), KEY, id, kept.digest)).toBe('OTHER_CONTENT');
  });
});

/** Every way to change one field of what is kept: of the whole, of its parts, of each line. */
const plainFields = [
  'number',
  'accountId',
  'name',
  'volunteerNumber',
  'from',
  'to',
  'minutes',
  'services',
  'recordingUnit',
  'issuedAt',
] as const satisfies readonly (keyof CertificateContent)[];
const other = (value: string | number): string | number =>
  typeof value === 'number' ? value + 1 : `${value}x`;

const changes: ((content: CertificateContent) => CertificateContent)[] = [
  ...plainFields.map((field) => (c: CertificateContent) => ({ ...c, [field]: other(c[field]) })),
  (c) => ({ ...c, id: certificateIdOf('other', 0, '2026') }),
  (c) => ({ ...c, period: { ...c.period, from: '2026-01-01' } }),
  (c) => ({ ...c, period: { ...c.period, to: '2026-01-01' } }),
  (c) => ({ ...c, head: { ...c.head, seq: c.head.seq + 1 } }),
  (c) => ({ ...c, head: { ...c.head, hash: digest('x') } }),
  (c) => ({ ...c, list: { ...c.list, count: c.list.count + 1 } }),
  (c) => ({ ...c, list: { ...c.list, digest: digest('x') } }),
];

const changed = fc.record({ ledger: ledgers, how: fc.constantFrom(...changes) });

describe('what it is worth', () => {
  test('valid as long as nothing happens, and after services that came later', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const kept = certified(ledger);
        expect(verdictOn(markFor(kept), KEY, kept, ledger)).toBe('VALID');
        expect(verdictOn(markFor(kept), KEY, kept, longer(ledger, service(20)))).toBe('VALID');
      }),
    );
  });

  test('any change of any field shows', () => {
    fc.assert(
      fc.property(changed, ({ ledger, how }) => {
        const kept = certified(ledger);
        const content = how(kept.content);
        expect(stateOf({ ...kept, content }, ledger)).toBe('ALTERED');
      }),
    );
  });

  test('also when the digest was made to fit: the paper has its own', () => {
    fc.assert(
      fc.property(changed, ({ ledger, how }) => {
        const kept = certified(ledger);
        const content = how(kept.content);
        const refitted = { ...kept, content, digest: contentDigest(content) };
        expect(['ALTERED', 'UNKNOWN']).toContain(verdictOn(markFor(kept), KEY, refitted, ledger));
      }),
    );
  });

  test('any change of a listed line shows, and none after it heals that', () => {
    const fields = [
      'minutes',
      'title',
      'venue',
      'day',
      'teamName',
      'balance',
      'previous',
      'reason',
      'at',
    ] as const;
    fc.assert(
      fc.property(ledgers, fc.constantFrom(...fields), fc.nat(), (ledger, field, where) => {
        const i = where % ledger.length;
        const tampered = ledger.map((line, k) => (k === i ? { ...line, [field]: other(line[field]) } : line));
        expect(stateOf(certified(ledger), tampered)).toBe('ALTERED');
        expect(
          stateOf(
            certified(ledger),
            ledger.filter((_, k) => k !== i),
          ),
        ).toBe('ALTERED');
      }),
    );
  });

  describe('after a nightly reading', () => {
    const ledger = chain([service(1), service(2), service(3)]);
    const sealed = { seq: 3, hash: ledger[2]?.hash ?? '' };
    const night = (brokenAt: number | null = null): Night => ({ sealed, brokenAt });

    test.each([
      ['whose last line was taken away', ledger.slice(0, 2)],
      ['that was written anew from its second line', chain([service(1), service(7), service(3)])],
      ['of which nothing is left', []],
    ])('nothing is certified from a ledger %s', (_how, lines) => {
      expect(select(lines, EVERYTHING, night())).toEqual({ fault: 'BROKEN' });
    });

    test('nothing is certified from a ledger that was found broken', () => {
      expect(select(longer(ledger, service(4)), EVERYTHING, night(4))).toEqual({ fault: 'BROKEN' });
      expect(select(longer(ledger, service(4)), EVERYTHING, night())).toMatchObject({ fault: null });
    });

    test('what is wrong after its last line takes nothing from a certificate, what is before does', () => {
      const kept = certified(ledger.slice(0, 2));
      expect(stateOf(kept, ledger, night(3))).toBe('VALID');
      expect(stateOf(kept, ledger, night(2))).toBe('ALTERED');
      const otherwise = { ...night(), sealed: { seq: 2, hash: 'other' } };
      expect(stateOf(kept, ledger, otherwise)).toBe('ALTERED');
    });
  });

  test('a ledger written anew, whole in itself, does not bear it out', () => {
    const kept = certified(chain([service(1), service(2)]));
    expect(stateOf(kept, chain([service(1, { minutes: 60 }), service(2)]))).toBe('ALTERED');
  });

  test('superseded by a later correction of a listed shift, not of another', () => {
    const ledger = chain([service(1), service(2)]);
    const kept = certified(ledger, { from: null, to: dayOf(at(8) + DAY) });
    expect(stateOf(kept, longer(ledger, correctionOf(1, -30)))).toBe('SUPERSEDED');
    expect(stateOf(kept, longer(ledger, correctionOf(2, -30)))).toBe('VALID');
    const anew = certified(longer(ledger, correctionOf(1, -30)));
    expect(stateOf(anew, longer(ledger, correctionOf(1, -30)))).toBe('VALID');
  });

  test('revoked stays revoked, whatever else is wrong with it; a forged code never learns that', () => {
    const ledger = chain([service(1)]);
    const kept = { ...certified(ledger), revoked: true };
    expect(verdictOn(markFor(kept), KEY, kept, ledger)).toBe('REVOKED');
    expect(verdictOn(markFor(kept), KEY, kept, [])).toBe('REVOKED');
    expect(verdictOn('000000000000', KEY, kept, ledger)).toBe('UNKNOWN');
  });
});

test.each([
  ['张小三', '张*三'],
  ['王芳', '王*'],
  ['欧阳娜娜', '欧**娜'],
  ['𠮷田三', '𠮷*三'],
  ['王', '*'],
  ['', ''],
])('%s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked));
