import fc from 'fast-check';
import { STEP, stepOf } from '#domain/attendance/code';
import { momentOf } from '#domain/attendance/moment';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { at, settings } from './support';

const rules = settings.attendance;
const now = at(12);
const live = { takenAt: null, sentAt: null };
const late = (takenAt: number, sentAt: number | null = now) => ({ takenAt, sentAt });
const judge = (step: number | null, claim: { takenAt: number | null; sentAt: number | null }) =>
  momentOf(step, claim, rules, now);

describe('told at once', () => {
  test('is now, if the code is of now', () => {
    for (const off of [-1, 0, 1]) {
      expect(judge(stepOf(now) + off, live)).toEqual({ ok: true, at: now, flags: [] });
    }
    for (const off of [-2, 2]) {
      expect(judge(stepOf(now) + off, live)).toEqual({ ok: false, code: 'CODE_EXPIRED' });
    }
    expect(judge(null, live)).toEqual({ ok: true, at: now, flags: [] });
  });
});

describe('told late', () => {
  test('the code proves the time; the phone’s clock may make it finer', () => {
    const taken = at(9) + 3_000;
    expect(judge(stepOf(taken), late(taken))).toEqual({ ok: true, at: taken, flags: ['OFFLINE'] });
  });

  test('a clock that is off by hours changes nothing but the flag', () => {
    const taken = at(9) + 3_000;
    const wrong = judge(stepOf(taken), late(taken + 5 * HOUR));
    expect(wrong).toMatchObject({ ok: true, flags: ['OFFLINE', 'CLOCK_WRONG'] });
    expect(wrong.ok && Math.abs(wrong.at - taken)).toBeLessThanOrEqual(STEP / 2);
  });

  test('whatever a clock claims, the time stays within two steps of the code’s', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at(0), max: at(23) }),
        fc.integer({ min: 0, max: 300 }),
        (claim, back) => {
          const step = stepOf(now) - back;
          const judged = judge(step, late(claim));
          if (judged.ok) expect(Math.abs(judged.at - step * STEP)).toBeLessThanOrEqual(2 * STEP);
        },
      ),
    );
  });

  test('is taken for as long as the city says, by the time that is proven', () => {
    const hours = rules.offlineHours * HOUR;
    const oldest = stepOf(now - hours) + 1;
    expect(judge(oldest, late(oldest * STEP))).toMatchObject({ ok: true });
    expect(judge(oldest - 3, late(now - HOUR))).toEqual({ ok: false, code: 'TOO_OLD' });
    expect(judge(null, late(now - hours - 1))).toEqual({ ok: false, code: 'TOO_OLD' });
  });

  test('a code of the future is none', () => {
    expect(judge(stepOf(now) + 2, late(now))).toEqual({ ok: false, code: 'CODE_EXPIRED' });
  });

  test('without a turning code the clock’s own error is taken out of what it noted', () => {
    const taken = at(9);
    expect(judge(null, late(taken))).toEqual({ ok: true, at: taken, flags: ['OFFLINE'] });
    for (const off of [-3 * HOUR, 5 * HOUR, 30 * DAY]) {
      expect(judge(null, late(taken + off, now + off))).toEqual({
        ok: true,
        at: taken,
        flags: ['OFFLINE', 'CLOCK_WRONG'],
      });
    }
  });

  test('nothing was ever noted in the future', () => {
    expect(judge(null, late(now + HOUR, null))).toEqual({
      ok: true,
      at: now,
      flags: ['OFFLINE', 'CLOCK_WRONG'],
    });
    expect(judge(null, late(now + MINUTE / 2, null))).toMatchObject({ at: now, flags: ['OFFLINE'] });
  });
});
