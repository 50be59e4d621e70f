import { HOUR } from '#domain/time';
import { goingRefusal, isVisitOpen, visitRefusal } from '#domain/visits/visit';

const start = Date.parse('2026-03-05T09:00:00+08:00');
const end = start + 2 * HOUR;

describe('where they come to the home', () => {
  const slot = { start, end, home: true };

  it('a home is said, and a time from the beginning on and before the end', () => {
    expect(visitRefusal(slot, undefined)?.code).toBe('VISIT_NEEDED');
    expect(visitRefusal(slot, { at: start })).toBeNull();
    expect(visitRefusal(slot, { at: end - 1 })).toBeNull();
    for (const at of [start - 1, end])
      expect(visitRefusal(slot, { at })).toEqual({ code: 'BAD_INPUT', details: { field: 'visit.at' } });
  });

  it('and nowhere else', () => {
    expect(visitRefusal({ start, end }, undefined)).toBeNull();
    expect(visitRefusal({ start, end }, { at: start })?.code).toBe('BAD_INPUT');
  });
});

describe('a home is read by', () => {
  const place = { accountId: 'a', kind: 'shift', state: 'confirmed' } as const;

  it('who leads the activity and who has a place in one of its shifts', () => {
    expect(goingRefusal(true, [], 'a')).toBeNull();
    expect(goingRefusal(false, [place], 'a')).toBeNull();
  });

  it('nobody who waits for one, gave it up, or is served there', () => {
    for (const other of [{ state: 'waiting' }, { state: 'cancelled' }, { kind: 'service' }] as const)
      expect(goingRefusal(false, [{ ...place, ...other }], 'a')?.code).toBe('NOT_FOUND');
    expect(goingRefusal(false, [place], 'b')?.code).toBe('NOT_FOUND');
    expect(goingRefusal(false, [place], null)?.code).toBe('NOT_FOUND');
  });

  it('from when its place is sure until the visit is over', () => {
    expect(isVisitOpen('confirmed', end, end - 1)).toBe(true);
    expect(isVisitOpen('confirmed', end, end)).toBe(false);
    expect(isVisitOpen('confirmed', null, start)).toBe(false);
    expect(isVisitOpen('waiting', end, start)).toBe(false);
    expect(isVisitOpen('cancelled', end, start)).toBe(false);
  });
});
