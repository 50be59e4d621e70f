import fc from 'fast-check';
import { STEP, stepOf } from '#domain/attendance/code';
import { momentOf } from '#domain/attendance/moment';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/time';
import { at, settings } from './support';

const rules = settings.attendance;
const now = at(12);
const live = { takenAt: null, sentAt: null };
const late = (takenAt: number, sentAt: number | null = now) => ({ takenAt, sentAt });
const judge = (step: number | null, claim: { takenAt: number | null; sentAt: number | null }) =>
  momentOf(step, claim, rules, now);

/** As a phone sends what it noted so long ago; `off`: how far its clock is ahead of the cloud's. */
const sent = (age: number, off = 0, onTheWay = 0) => ({
  takenAt: now - onTheWay - age + off,
  sentAt: now - onTheWay + off,
});
const CLOCKS = [0, MINUTE / 2, -3 * HOUR, 5 * HOUR, 30 * DAY];
const seen = (at: number) => ({ ok: true, at, late: false, flags: [] });

describe('told at once', () => {
  test('without a time of its own is now, if the code is of now', () => {
    for (const off of [-1, 0, 1]) expect(judge(stepOf(now) + off, live)).toEqual(seen(now));
    for (const off of [-2, 2]) {
      expect(judge(stepOf(now) + off, live)).toEqual({ ok: false, code: 'CODE_EXPIRED' });
    }
    expect(judge(null, live)).toEqual(seen(now));
  });

  test('is the moment of the scan, whatever the phone’s clock says', () => {
    for (const off of CLOCKS) {
      expect(judge(stepOf(now), sent(2 * SECOND, off))).toEqual(seen(now - 2 * SECOND));
      expect(judge(stepOf(now) - 1, sent(12 * SECOND, off))).toEqual(seen(now - 12 * SECOND));
      expect(judge(null, sent(20 * SECOND, off))).toEqual(seen(now - 20 * SECOND));
    }
  });

  test('never leaves the steps in which the code stood on the screen', () => {
    const window = (stepOf(now) - 1) * STEP;
    expect(judge(stepOf(now), sent(HOUR))).toEqual(seen(window));
    expect(judge(stepOf(now), sent(-HOUR))).toEqual(seen(now));
  });

  test('is so up to half a minute where nothing but the clock tells', () => {
    expect(judge(null, sent(30 * SECOND))).toEqual(seen(now - 30 * SECOND));
    const later = { ok: true, at: now - 30 * SECOND - 1, late: true, flags: ['OFFLINE'] };
    expect(judge(null, sent(30 * SECOND + 1))).toEqual(later);
  });

  test('an old code does not count: a picture of it is scanned with a right clock, too', () => {
    for (const off of CLOCKS) {
      for (const back of [2, 3, 30]) {
        expect(judge(stepOf(now) - back, sent(0, off))).toEqual({ ok: false, code: 'CODE_EXPIRED' });
      }
    }
    // The clock set back to when the picture was taken.
    const taken = now - 10 * MINUTE;
    expect(judge(stepOf(taken), { takenAt: taken, sentAt: taken })).toEqual({
      ok: false,
      code: 'CODE_EXPIRED',
    });
  });

  test('a code that grew old on a slow way counts from its scan', () => {
    const slow = sent(SECOND, 0, 40 * SECOND);
    const at = now - 41 * SECOND;
    expect(judge(stepOf(at), slow)).toEqual({ ok: true, at, late: true, flags: ['OFFLINE'] });
    const slowest = sent(0, 0, MINUTE);
    expect(judge(stepOf(now - MINUTE), slowest)).toMatchObject({ ok: true, at: now - MINUTE });
    const tooSlow = sent(0, 0, MINUTE + STEP);
    expect(judge(stepOf(now - MINUTE - STEP), tooSlow)).toEqual({ ok: false, code: 'CODE_EXPIRED' });
  });
});

describe('sent again, because the first call was lost', () => {
  test('counts from the scan; a right clock is never called wrong', () => {
    for (const age of [SECOND, 9 * SECOND, 22 * SECOND, 31 * SECOND, MINUTE, HOUR]) {
      for (const onTheWay of [0, SECOND, 20 * SECOND]) {
        const at = now - age - onTheWay;
        const judged = judge(stepOf(at), sent(age, 0, onTheWay));
        expect(judged).toMatchObject({ ok: true });
        if (!judged.ok) continue;
        expect(judged.flags).not.toContain('CLOCK_WRONG');
        // On the way nobody measures: a code of now lets that much be unknown.
        expect(Math.abs(judged.at - at)).toBeLessThanOrEqual(Math.min(onTheWay, STEP));
      }
    }
  });

  test('a wrong clock still is, and the code’s own time counts', () => {
    for (const off of [-3 * HOUR, 5 * HOUR, 30 * DAY]) {
      const at = now - MINUTE;
      const judged = judge(stepOf(at), sent(MINUTE, off));
      expect(judged).toMatchObject({ ok: true, late: true, flags: ['OFFLINE', 'CLOCK_WRONG'] });
      expect(judged.ok && Math.abs(judged.at - at)).toBeLessThanOrEqual(STEP);
    }
  });
});

describe('told late', () => {
  test('the code proves the time; the phone’s clock may make it finer', () => {
    const taken = at(9) + 3_000;
    expect(judge(stepOf(taken), late(taken))).toEqual({
      ok: true,
      late: true,
      at: taken,
      flags: ['OFFLINE'],
    });
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
    expect(judge(null, late(taken))).toEqual({
      ok: true,
      late: true,
      at: taken,
      flags: ['OFFLINE'],
    });
    for (const off of [-3 * HOUR, 5 * HOUR, 30 * DAY]) {
      expect(judge(null, late(taken + off, now + off))).toEqual({
        ok: true,
        at: taken,
        late: true,
        flags: ['OFFLINE', 'CLOCK_WRONG'],
      });
    }
  });

  test('nothing was ever noted in the future', () => {
    expect(judge(null, late(now + HOUR, null))).toEqual({
      ok: true,
      at: now,
      late: true,
      flags: ['OFFLINE', 'CLOCK_WRONG'],
    });
    expect(judge(null, late(now + MINUTE / 2, null))).toMatchObject({ at: now, flags: ['OFFLINE'] });
  });
});
