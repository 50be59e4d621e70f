import fc from 'fast-check';
import * as v from 'valibot';
import {
  day,
  id,
  instant,
  mobile,
  nonce,
  optionalText,
  place,
  telephone,
  text,
  wholeNumber,
} from '#domain/fields';
import { lengthOf } from '#domain/typed';
import { anyCharacter } from '../support/characters';
import { at } from './support';

const read = <S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | 'refused' => {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : 'refused';
};

describe('text', () => {
  test('from one to as many characters as allowed', () => {
    expect(read(text(5), '一二三四五')).toBe('一二三四五');
    expect(read(text(5), '一二三四五六')).toBe('refused');
    expect(read(text(5), '')).toBe('refused');
    expect(read(text(5), '   \n ')).toBe('refused');
  });

  test('100,000 characters are refused, visible or not', () => {
    expect(read(text(1000), '善'.repeat(100000))).toBe('refused');
    expect(read(text(1000), '\u200b'.repeat(100000))).toBe('refused');
    expect(read(optionalText(1000), ' '.repeat(100000))).toBe('refused');
  });

  test('invisible characters go, line breaks stay', () => {
    expect(read(text(20), ' 李\u200b大\u202e爷\u0000\ufeff\u2028 ')).toBe('李大爷');
    expect(read(text(20), '第一行\r\n第二行')).toBe('第一行\n第二行');
  });

  test('emoji stay whole, composed ones too', () => {
    for (const emoji of ['😀', '👨‍👩‍👧', '❤️', '👍🏽', '🇨🇳']) expect(read(text(20), emoji)).toBe(emoji);
  });

  test('what cannot be seen is no text', () => {
    for (const nothing of ['\u200d', '\u3164', '\u2800', '\u115f\u1160', '\ufe0f', '\u200d\u200d \u200d']) {
      expect(read(text(20), nothing)).toBe('refused');
      expect(read(optionalText(20), nothing)).toBe('');
    }
  });

  test('half of a character goes: no store would keep it as it is', () => {
    expect(read(text(20), '好\ud83d')).toBe('好');
    expect(read(text(20), '\ude00好')).toBe('好');
    expect(read(text(20), '\ud83d')).toBe('refused');
  });

  test('only text is text', () => {
    for (const value of [null, 5, true, [], {}, { toString: () => 'x' }]) {
      expect(read(text(20), value)).toBe('refused');
      expect(read(optionalText(20), value)).toBe('refused');
    }
    expect(read(text(20), undefined)).toBe('refused');
    expect(read(optionalText(20), undefined)).toBe('');
  });

  test('whatever passes is trimmed, within bounds, reads the same again and survives UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 50 }), (value) => {
        const output = read(text(20), value);
        if (output === 'refused') return;
        expect(output.trim()).toBe(output);
        expect(output.length).toBeGreaterThan(0);
        expect(lengthOf(output)).toBeLessThanOrEqual(20);
        expect(read(text(20), output)).toBe(output);
        expect(Buffer.from(output, 'utf8').toString('utf8')).toBe(output);
      }),
      { numRuns: 500 },
    );
  });
});

describe('instants are milliseconds', () => {
  test('seconds, microseconds, fractions and dates by name are refused', () => {
    expect(read(instant, at(8))).toBe(at(8));
    for (const wrong of [
      at(8) / 1000,
      at(8) * 1000,
      at(8) + 0.5,
      '2026-11-22',
      Number.NaN,
      Infinity,
      -1,
      null,
    ]) {
      expect(read(instant, wrong)).toBe('refused');
    }
  });
});

describe('days', () => {
  test('exist in the calendar', () => {
    for (const good of ['2026-11-22', '2028-02-29', '2026-12-31']) expect(read(day, good)).toBe(good);
    for (const bad of ['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-11-00', '2026-11-32']) {
      expect(read(day, bad)).toBe('refused');
    }
  });

  test('are written in full', () => {
    for (const bad of [
      '2026-1-2',
      '26-11-22',
      '2026/11/22',
      '2026-11-22T00:00:00Z',
      ' 2026-11-22',
      '1999-12-31',
      '',
    ]) {
      expect(read(day, bad)).toBe('refused');
    }
  });
});

describe('numbers to call', () => {
  test('a mobile has eleven digits and begins with 13 to 19', () => {
    expect(read(mobile, '13900000000')).toBe('13900000000');
    for (const bad of ['12900000000', '1390000000', '139000000000']) {
      expect(read(mobile, bad)).toBe('refused');
    }
  });

  test('a station’s telephone may be a land line or a hotline', () => {
    for (const good of ['13900000000', '0398-2900000', '010-12345678', '12345']) {
      expect(read(telephone, good)).toBe(good);
    }
    for (const bad of ['2900000', '0398-290000', '398-2900000', '123456', '0398-2900000;rm', '001-2900000']) {
      expect(read(telephone, bad)).toBe('refused');
    }
  });
});

describe('ids, nonces, places, whole numbers', () => {
  test('ids are plain and short: no paths, operators or dots', () => {
    expect(read(id, 'v0123-0_a45')).toBe('v0123-0_a45');
    for (const bad of ['', 'a.b', '$where', 'a b', '站', 'a'.repeat(81), 'a\n', {}, ['a']]) {
      expect(read(id, bad)).toBe('refused');
    }
  });

  test('a nonce has 8 to 64 characters', () => {
    expect([7, 8, 64, 65].map((n) => read(nonce, 'n'.repeat(n)) !== 'refused')).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('a place is on the earth', () => {
    expect(read(place, { longitude: -180, latitude: 90 })).toEqual({ longitude: -180, latitude: 90 });
    const bad = [
      { longitude: 180.1, latitude: 0 },
      { longitude: 0, latitude: -90.1 },
      { longitude: 111 },
      { longitude: Number.NaN, latitude: 0 },
      { longitude: '111', latitude: 34 },
      { longitude: 111, latitude: 34, height: 1 },
    ];
    for (const value of bad) expect(read(place, value)).toBe('refused');
  });

  test('whole numbers within bounds', () => {
    expect([0, 1, 3, 4, 1.5, '2', null].map((n) => read(wholeNumber(1, 3), n) !== 'refused')).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
