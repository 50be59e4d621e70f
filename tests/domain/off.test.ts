import fc from 'fast-check';
import { sharedRefusal } from '#domain/activities/change';
import { fixedAs, heldSpans, notYetOver, slotOffRefusal, type Offable } from '#domain/activities/off';
import { at } from './support';

const slot = (from: number, to: number, off: number | null = null): Offable => ({
  start: at(from),
  end: at(to),
  off: off === null ? null : { at: at(off), reason: '下雨' },
});

test('one slot is called off until it begins, and once', () => {
  const code = (one: Offable, now: number) => slotOffRefusal(one, now)?.code ?? 'OK';
  const standing = slot(9, 11);
  expect([at(9) - 1, at(9), at(11) - 1, at(11)].map((now) => code(standing, now))).toEqual([
    'OK',
    'SLOT_BEGUN',
    'SLOT_BEGUN',
    'TIME_PASSED',
  ]);
  expect([at(8), at(12)].map((now) => code(slot(9, 11, 8), now))).toEqual(['CANCELLED', 'CANCELLED']);
});

test('what a change does not touch', () => {
  expect([at(9) - 1, at(9), at(12)].map((now) => fixedAs(slot(9, 11), now))).toEqual([
    null,
    'begun',
    'begun',
  ]);
  expect(fixedAs(slot(9, 11, 8), at(8))).toBe('off');
});

test('with the whole goes what has not ended', () => {
  const all = [slot(8, 9), slot(8, 10), slot(12, 14), slot(15, 16, 7)];
  expect(notYetOver(all, at(9))).toEqual([all[1], all[2]]);
});

test('what was held is so until it was called off, and is no part of the day if that was before it began', () => {
  expect(heldSpans([slot(8, 10), slot(8, 10, 9), slot(8, 10, 8), slot(8, 10, 7)])).toMatchObject([
    { start: at(8), end: at(10) },
    { start: at(8), end: at(9) },
  ]);
  const hour = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(hour, hour, fc.option(hour), (from, length, off) => {
      for (const { start, end } of heldSpans([slot(from, from + length + 1, off)]))
        expect(start).toBeLessThan(end);
    }),
  );
});

describe('what goes for all slots at once', () => {
  const here = {
    venue: { stationId: 's1', name: '站', address: '', place: { longitude: 1, latitude: 1 } },
    mode: 'inOut' as const,
  };
  const elsewhere = { ...here, venue: { ...here.venue, stationId: 's2' } };
  const otherwise = { ...here, mode: 'auto' as const };
  const refusal = (fixed: 'begun' | 'off' | null, after: typeof here | typeof otherwise, now: number) =>
    sharedRefusal(
      [
        { ...slot(9, 11), fixed },
        { ...slot(33, 35), fixed: null },
      ],
      here,
      after,
      now,
    );

  test('the place stays while a slot is under way, and may change between two days', () => {
    expect(refusal('begun', elsewhere, at(10))).toMatchObject({
      code: 'SLOT_BEGUN',
      details: { field: 'venue' },
    });
    expect([refusal('begun', elsewhere, at(11)), refusal(null, elsewhere, at(8))]).toEqual([null, null]);
    expect([refusal('begun', here, at(10)), refusal('off', elsewhere, at(10))]).toEqual([null, null]);
  });

  test('how attendance is taken stays once anybody may have come', () => {
    expect(refusal('begun', otherwise, at(20))).toMatchObject({
      code: 'SLOT_BEGUN',
      details: { field: 'mode' },
    });
    expect([refusal(null, otherwise, at(8)), refusal('off', otherwise, at(10))]).toEqual([null, null]);
  });
});
