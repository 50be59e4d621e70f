import fc from 'fast-check';
import {
  isPersonallySigned,
  isPrintedFor,
  FIRST_ROUND,
  isByLeader,
  isSigned,
  keyInRound,
  makeCode,
  makePersonalCode,
  makePrintedCode,
  parseCode,
  parsePersonalCode,
  parsePrintedCode,
  shownAt,
  STEP,
  stepOf,
  verifyCode,
  verifyPersonalCode,
} from '#domain/attendance/code';
import { slotIdOf } from '#domain/ids';
import { sameText } from '#domain/sha';
import { MINUTE, SECOND } from '#domain/time';
import { anyCharacter } from '../support/characters';
import { at } from './support';

const KEY = 'a'.repeat(32);
const SLOT = 'v0123456789abcdef-0';
const begins = stepOf(at(9)) * STEP;

const judge = (text: string, key: string, slotId: string, now: number) => {
  const code = parseCode(text);
  if (code === null) return 'UNREADABLE';
  return code.slotId === slotId ? verifyCode(code, key, now) : 'OTHER_SLOT';
};

test('the code on the screen is taken, also with blanks around it', () => {
  expect(judge(makeCode(KEY, SLOT, begins), KEY, SLOT, begins)).toBe('OK');
  expect(judge(`  ${makeCode(KEY, SLOT, begins)}\n`, KEY, SLOT, begins)).toBe('OK');
});

test('one step of tolerance each way, to the millisecond', () => {
  const code = makeCode(KEY, SLOT, begins);
  expect(judge(code, KEY, SLOT, begins + 2 * STEP - 1)).toBe('OK');
  expect(judge(code, KEY, SLOT, begins + 2 * STEP)).toBe('CODE_EXPIRED');
  expect(judge(code, KEY, SLOT, begins - STEP)).toBe('OK');
  expect(judge(code, KEY, SLOT, begins - STEP - 1)).toBe('CODE_EXPIRED');
});

test('a code 60 s old has expired, at whatever point of its step it was made', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: STEP - 1 }), (offset) => {
      const made = begins + offset;
      expect(judge(makeCode(KEY, SLOT, made), KEY, SLOT, made + 60 * SECOND)).toBe('CODE_EXPIRED');
    }),
  );
});

test('the code stays the same within a step and changes with the next', () => {
  expect(makeCode(KEY, SLOT, begins + STEP - 1)).toBe(makeCode(KEY, SLOT, begins));
  expect(makeCode(KEY, SLOT, begins + STEP)).not.toBe(makeCode(KEY, SLOT, begins));
});

test('one bit changed in any character is refused', () => {
  const code = makeCode(KEY, SLOT, begins);
  for (let i = 0; i < code.length; i += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const changed =
        code.slice(0, i) + String.fromCharCode(code.charCodeAt(i) ^ (1 << bit)) + code.slice(i + 1);
      // Even where another slot is named: under that slot's own key, or under this one.
      const read = parseCode(changed);
      if (read !== null) expect(verifyCode(read, KEY, begins)).toBe('CODE_INVALID');
      expect(judge(changed, KEY, SLOT, begins)).not.toBe('OK');
    }
  }
});

test('a code of another slot, or under another slot’s key, is refused', () => {
  const other = makeCode('b'.repeat(32), 'v0123456789abcdef-1', begins);
  expect(judge(other, KEY, SLOT, begins)).toBe('OTHER_SLOT');
  const renamed = other.replace('abcdef-1', 'abcdef-0');
  expect(judge(renamed, KEY, SLOT, begins)).toBe('CODE_INVALID');
  expect(judge(makeCode('b'.repeat(32), SLOT, begins), KEY, SLOT, begins)).toBe('CODE_INVALID');
});

test('the next code cannot be had by moving the step of a seen one', () => {
  const [version, slot, step = '', mac] = makeCode(KEY, SLOT, begins).split('.');
  const next = (Number.parseInt(step, 36) + 1).toString(36);
  expect(judge([version, slot, next, mac].join('.'), KEY, SLOT, begins + STEP)).toBe('CODE_INVALID');
});

test('a forged old code is invalid, not merely expired', () => {
  const forged = makeCode(KEY, SLOT, begins).replace(/[0-9a-f]{20}$/, '0'.repeat(20));
  expect(judge(forged, KEY, SLOT, begins + 3600 * SECOND)).toBe('CODE_INVALID');
});

test.each([
  '',
  'wm1',
  'https://example.com/',
  'wm2.a.1.' + '0'.repeat(20),
  'wm1..1.' + '0'.repeat(20),
  'wm1.a.1.' + '0'.repeat(19),
])('what is no code at all reads as null: %j', (text) => {
  expect(parseCode(text)).toBeNull();
});

test('any text can be read without a throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), (text) => {
      expect([null, 'object']).toContain(parseCode(text) === null ? null : 'object');
    }),
  );
});

test('texts are the same exactly when they are equal', () => {
  const short = fc.string({ maxLength: 4 });
  fc.assert(fc.property(short, short, (a, b) => expect(sameText(a, b)).toBe(a === b)));
  expect([sameText('', ''), sameText('a', ''), sameText('', 'a'), sameText('aa', 'a')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

describe('the code of a person', () => {
  const PERSON = 'a0123456789abcdef0123';
  const personal = (text: string, now: number, key = KEY) => {
    const code = parsePersonalCode(text);
    return code === null ? 'UNREADABLE' : verifyPersonalCode(code, key, now);
  };

  test('is taken in its own step and the ones beside it', () => {
    const code = makePersonalCode(KEY, PERSON, begins);
    expect(parsePersonalCode(code)).toMatchObject({ accountId: PERSON, step: stepOf(begins) });
    expect(personal(code, begins + 2 * STEP - 1)).toBe('OK');
    expect(personal(code, begins + 2 * STEP)).toBe('CODE_EXPIRED');
    expect(personal(code, begins - STEP)).toBe('OK');
    expect(personal(code, begins - STEP - 1)).toBe('CODE_EXPIRED');
  });

  test('under another person’s key, with another name or another step it is refused', () => {
    const code = makePersonalCode(KEY, PERSON, begins);
    expect(personal(code, begins, 'b'.repeat(32))).toBe('CODE_INVALID');
    expect(personal(code.replace(PERSON, `${PERSON}0`), begins)).toBe('CODE_INVALID');
    const next = (stepOf(begins) + 1).toString(36);
    const moved = code.replace(stepOf(begins).toString(36), next);
    expect(personal(moved, begins + STEP)).toBe('CODE_INVALID');
  });

  test('a slot’s code is none of a person’s and the other way round, even under the same key', () => {
    expect(parsePersonalCode(makeCode(KEY, SLOT, begins))).toBeNull();
    expect(parseCode(makePersonalCode(KEY, PERSON, begins))).toBeNull();
    const relabelled = makeCode(KEY, PERSON, begins).replace('wm1', 'wmp1');
    expect(personal(relabelled, begins)).toBe('CODE_INVALID');
  });
});

describe('a code that comes late', () => {
  test('is still known to be genuine, and when it was shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: STEP - 1 }), (offset) => {
        const made = begins + offset;
        const slot = parseCode(makeCode(KEY, SLOT, made));
        const person = parsePersonalCode(makePersonalCode(KEY, 'a1', made));
        expect(slot !== null && isSigned(slot, KEY) && Math.abs(shownAt(slot) - made)).toBeLessThanOrEqual(
          STEP / 2,
        );
        expect(person !== null && isPersonallySigned(person, KEY)).toBe(true);
      }),
    );
  });

  test('a forged one is not', () => {
    const forged = parseCode(makeCode('b'.repeat(32), SLOT, begins));
    expect(forged !== null && isSigned(forged, KEY)).toBe(false);
  });
});

describe('the printed code', () => {
  const printed = (text: string, key: string) => {
    const code = parsePrintedCode(text);
    return code !== null && isPrintedFor(code, key);
  };

  test('fits into the scene of a mini-program code, with the characters that it may have', () => {
    const scene = makePrintedCode(KEY, slotIdOf(`v${'0'.repeat(16)}`, 99));
    expect(scene.length).toBeLessThanOrEqual(32);
    expect(scene).toMatch(/^[0-9a-zA-Z!#$&'()*+,/:;=?@._~-]+$/);
  });

  test('is taken under its own slot’s key alone', () => {
    const scene = makePrintedCode(KEY, SLOT);
    expect(printed(scene, KEY)).toBe(true);
    expect(printed(scene, 'b'.repeat(32))).toBe(false);
    expect(printed(scene.replace('abcdef-0', 'abcdef-1'), KEY)).toBe(false);
    expect(printed('nothing', KEY)).toBe(false);
  });

  test('neither turning code reads as a printed one', () => {
    expect(parsePrintedCode(makeCode(KEY, SLOT, begins))).toBeNull();
    expect(parsePrintedCode(makePersonalCode(KEY, 'a1', begins))).toBeNull();
  });
});

describe('a slot’s code from the phone of who leads', () => {
  const slotKey = 'never leaves the cloud';
  const made = (round: number, at: number) => {
    const code = parseCode(makeCode(keyInRound(slotKey, round), 'slot', at));
    if (!code) throw new Error('no code');
    return code;
  };

  test('counts in its own round, and of an earlier one only as it was shown before that ended', () => {
    const end = at(9);
    const rounds = { round: 1, ended: [end] };
    expect(isByLeader(made(1, at(9, 5)), slotKey, rounds)).toBe(true);
    expect(isByLeader(made(0, end - MINUTE), slotKey, rounds)).toBe(true);
    expect(isByLeader(made(0, end + MINUTE), slotKey, rounds)).toBe(false);
    expect(isByLeader(made(2, at(9, 5)), slotKey, rounds)).toBe(false);
  });

  test('is judged by the end of its own round, however many came after it', () => {
    const rounds = { round: 12, ended: [at(8), at(9), at(10)] };
    expect(isByLeader(made(9, at(7)), slotKey, rounds)).toBe(true);
    expect(isByLeader(made(9, at(8, 30)), slotKey, rounds)).toBe(false);
    expect(isByLeader(made(10, at(8, 30)), slotKey, rounds)).toBe(true);
    // Of so long ago nothing is known any more.
    expect(isByLeader(made(8, at(7)), slotKey, rounds)).toBe(false);
  });

  test('cannot be made with the slot’s own key', () => {
    const code = parseCode(makeCode(slotKey, 'slot', at(9)));
    expect(code && isByLeader(code, slotKey, FIRST_ROUND)).toBe(false);
  });
});
