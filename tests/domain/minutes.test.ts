import fc from 'fast-check';
import { confirmRefusal, proposeMinutes, shiftMinutes } from '#domain/hours/minutes';
import { MINUTE, SECOND, type Interval } from '#domain/time';
import { at, settings, span } from './support';

const rules = settings.hours;
const shift = span(at(8), at(10));
const stay = (from: number, to: number) => ({ in: from, out: to });
const propose = (...pairs: { in: number; out: number }[]) => proposeMinutes(shift, pairs, rules);

describe('proposed minutes', () => {
  test('the whole shift is the whole shift, however early and late one came and went', () => {
    expect(propose(stay(at(7, 30), at(11)))).toEqual({
      minutes: 120,
      present: 120,
      shift: 120,
      most: 120,
      reason: 'PRESENT',
    });
  });

  test('60 % of the shift counts, a second less does not', () => {
    expect(propose(stay(at(8), at(9, 12)))).toMatchObject({ minutes: 72, reason: 'PRESENT' });
    expect(propose(stay(at(8), at(9, 12) - SECOND))).toEqual({
      minutes: 0,
      present: 71,
      shift: 120,
      most: 120,
      reason: 'BELOW_SHARE',
    });
  });

  test('exactly the share counts for every length and share, also where the share is no binary fraction', () => {
    const shares = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 36 }), shares, (twenties, percent) => {
        const whole = twenties * 20;
        const least = Math.ceil((whole * percent) / 100);
        const at60 = (present: number) =>
          proposeMinutes(span(at(6), at(6) + whole * MINUTE), [stay(at(6), at(6) + present * MINUTE)], {
            ...rules,
            minimumShare: percent / 100,
          });
        expect(at60(least).reason).toBe('PRESENT');
        if (least > 0) expect(at60(least - 1).reason).toBe('BELOW_SHARE');
      }),
      { numRuns: 1000 },
    );
  });

  test('several stays add up, what overlaps counts once, what lies outside not at all', () => {
    expect(propose(stay(at(8), at(9)), stay(at(9, 30), at(10)))).toMatchObject({ present: 90, minutes: 90 });
    expect(propose(stay(at(8), at(9)), stay(at(8, 30), at(9, 30)))).toMatchObject({ present: 90 });
    expect(propose(stay(at(6), at(8)), stay(at(10), at(12)))).toMatchObject({
      present: 0,
      reason: 'BELOW_SHARE',
    });
    expect(propose()).toMatchObject({ minutes: 0, reason: 'BELOW_SHARE' });
  });

  test('never above the shift, never below nothing, whole, all or nothing (I5)', () => {
    const instant = fc.integer({ min: at(6), max: at(12) });
    const pairs = fc.array(fc.record({ in: instant, out: instant }), { maxLength: 6 });
    fc.assert(
      fc.property(pairs, (stays) => {
        const { minutes, present, shift: whole } = propose(...stays);
        expect(whole).toBe(120);
        expect(Number.isInteger(minutes)).toBe(true);
        expect(minutes).toBeLessThanOrEqual(whole);
        expect([0, present]).toContain(minutes);
        expect(minutes === present).toBe(present >= 72 || present === 0);
        expect(propose(...stays, ...stays)).toMatchObject({ minutes, present });
      }),
    );
  });

  const elsewhere = (on: Interval, minutes: number, stays = [on]) => ({ shift: on, stays, minutes });

  test('presence credited elsewhere is not credited again, also not with a reason (I5)', () => {
    const both = proposeMinutes(shift, [stay(at(8), at(10))], rules, [elsewhere(span(at(7), at(9)), 120)]);
    expect(both).toEqual({ minutes: 60, present: 120, shift: 120, most: 60, reason: 'PRESENT' });
    expect(confirmRefusal({ minutes: 61, reason: '一直都在' }, both)).toEqual({
      code: 'ABOVE_SHIFT',
      details: { max: 60 },
    });
    const touching = proposeMinutes(shift, [stay(at(8), at(10))], rules, [
      elsewhere(span(at(7), at(8)), 60),
      elsewhere(span(at(10), at(11)), 60),
    ]);
    expect(touching).toMatchObject({ minutes: 120, most: 120 });
  });

  test('hours credited elsewhere without presence leave only the room beside them', () => {
    const propose = (on: Interval, minutes: number, stays: Interval[]) =>
      proposeMinutes(shift, [stay(at(8), at(10))], rules, [elsewhere(on, minutes, stays)]);
    expect(propose(shift, 45, [])).toMatchObject({ minutes: 75, most: 75 });
    // Half an hour of a longer shift can have been given outside this one.
    expect(propose(span(at(7), at(10)), 60, [])).toMatchObject({ minutes: 120, most: 120 });
    expect(propose(span(at(7), at(10)), 90, [])).toMatchObject({ minutes: 90, most: 90 });
    // More than the presence on record, by a leader's word.
    expect(propose(shift, 90, [span(at(8), at(9))])).toMatchObject({ minutes: 30, most: 30 });
    // What a correction took back altogether stands in nobody's way.
    expect(propose(shift, 0, [shift])).toMatchObject({ minutes: 120, most: 120 });
  });

  test('a shift counts whole minutes', () => {
    expect(shiftMinutes(span(at(8), at(9) + 59 * SECOND))).toBe(60);
  });
});

describe('confirmed minutes', () => {
  const proposal = propose(stay(at(8), at(9, 30)));
  const confirm = (minutes: number, reason = '') => confirmRefusal({ minutes, reason }, proposal);

  test('as proposed needs no reason; other minutes do, up to the shift', () => {
    expect(confirm(90)).toBeNull();
    expect(confirm(89)).toEqual({ code: 'REASON_NEEDED' });
    expect(confirm(120, '一直在后厨')).toBeNull();
    expect(confirm(0, '没有参加')).toBeNull();
  });

  test('more than the shift is refused even with a reason', () => {
    expect(confirm(121, '加班')).toEqual({ code: 'ABOVE_SHIFT', details: { max: 120 } });
  });
});
