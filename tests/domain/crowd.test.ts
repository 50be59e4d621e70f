import fc from 'fast-check';
import { STEP } from '#domain/attendance/code';
import { crowdNotes, type Arrival } from '#domain/attendance/crowd';
import { MINUTE } from '#domain/time';
import { at } from './support';

const begins = at(9);
const scan = (n: number, apart = MINUTE, own: Partial<Arrival> = {}): Arrival => ({
  scannedAt: begins + n * apart,
  flags: [],
  ...own,
});
const crowd = (count: number, apart = MINUTE, own: Partial<Arrival> = {}) =>
  Array.from({ length: count }, (_, n) => scan(n, apart, own));
const unscanned: Arrival = { scannedAt: null, flags: ['BY_LEADER'] };
const far = scan(0, MINUTE, { flags: ['FAR_AWAY'] });
const signs = (arrivals: readonly Arrival[]) => crowdNotes(arrivals).map(({ sign }) => sign);

describe('the arrivals of a whole shift', () => {
  test('say nothing where people came one after the other', () => {
    expect(crowdNotes(crowd(80))).toEqual([]);
    expect(crowdNotes([])).toEqual([]);
  });

  test('show five and more that scanned within one step of the code', () => {
    expect(signs([...crowd(4, 1000), ...crowd(20).slice(1)])).not.toContain('AT_ONCE');
    expect(crowdNotes(crowd(5, 1000))).toEqual([{ sign: 'AT_ONCE', count: 5, of: 5 }]);
    expect(signs([...crowd(4, 1000), scan(1, STEP)])).not.toContain('AT_ONCE');
  });

  test('show that half and more came without a code, from three on', () => {
    expect(signs([...crowd(2), unscanned, unscanned])).toEqual([]);
    expect(crowdNotes([...crowd(3), unscanned, unscanned, unscanned])).toEqual([
      { sign: 'UNSCANNED', count: 3, of: 6 },
    ]);
    expect(signs([...crowd(4), unscanned, unscanned, unscanned])).toEqual([]);
  });

  test('tell a place that was entered wrongly from the one who was not there', () => {
    expect(signs([...crowd(4), far])).toEqual(['FEW_FAR']);
    expect(signs([...crowd(3), far])).toEqual([]);
    expect(signs([...crowd(3), ...crowd(3, MINUTE, { flags: ['FAR_AWAY'] })])).toEqual(['MOSTLY_FAR']);
  });

  test('who gave no place is not counted as far or near', () => {
    const silent = crowd(10, MINUTE, { flags: ['NO_LOCATION'] });
    expect(signs([...silent, ...crowd(4), far])).toEqual(['FEW_FAR']);
    expect(signs([...silent, far])).toEqual([]);
  });

  test('never name more than there are, and say the same in whatever order', () => {
    const arrival = fc.record({
      scannedAt: fc.option(fc.integer({ min: 0, max: 200 }).map((s) => begins + s * 1000)),
      flags: fc.subarray(['FAR_AWAY', 'NO_LOCATION'] as const).map((flags) => [...flags]),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 30 }), (arrivals) => {
        const notes = crowdNotes(arrivals);
        expect(notes.every(({ count, of }) => count <= of && of <= arrivals.length)).toBe(true);
        expect(crowdNotes([...arrivals].reverse())).toEqual(notes);
      }),
    );
  });
});
