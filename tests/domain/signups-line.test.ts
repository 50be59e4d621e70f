import fc from 'fast-check';
import { confirmByOf, heirsOf, type Waiting } from '#domain/signups/line';
import { HOUR, MINUTE, minuteOfDay } from '#domain/time';
import { at } from './support';

const line = fc.uniqueArray(
  fc.record({ at: fc.nat(5), id: fc.stringMatching(/^[a-z]{1,3}$/), party: fc.integer({ min: 1, max: 6 }) }),
  { selector: (w) => w.id },
);
const before = (a: Waiting, b: Waiting): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);
const people = (parties: readonly Waiting[]): number => parties.reduce((sum, w) => sum + w.party, 0);

describe('who gets places that come free', () => {
  test('nobody in an empty line, and nobody when nothing is free', () => {
    expect(heirsOf([], 5)).toEqual([]);
    expect(heirsOf([{ id: 'a', at: 1, party: 1 }], 0)).toEqual([]);
  });

  test('a party too large for what is free is passed over, and comes first when it fits', () => {
    const four = { id: 'a', at: 1, party: 4 };
    const two = { id: 'b', at: 2, party: 2 };
    expect(heirsOf([two, four], 3)).toEqual([two]);
    expect(heirsOf([two, four], 5)).toEqual([four]);
    expect(heirsOf([two, four], 6)).toEqual([four, two]);
  });

  test('never more people than places, and nobody goes on waiting whom the rest would fit', () => {
    fc.assert(
      fc.property(line, fc.nat(20), (waiting, free) => {
        const heirs = heirsOf(waiting, free);
        expect(people(heirs)).toBeLessThanOrEqual(free);
        const left = free - people(heirs);
        for (const w of waiting) if (!heirs.includes(w)) expect(w.party).toBeGreaterThan(left);
      }),
    );
  });

  test('nobody is passed over for somebody behind them who takes as much', () => {
    fc.assert(
      fc.property(line, fc.nat(20), (waiting, free) => {
        const heirs = heirsOf(waiting, free);
        for (const w of waiting.filter((one) => !heirs.includes(one))) {
          for (const h of heirs) if (before(w, h)) expect(h.party).toBeLessThan(w.party);
        }
      }),
    );
  });

  test('the same, however the line was read, which is left as it was', () => {
    fc.assert(
      fc.property(line, fc.nat(20), (waiting, free) => {
        const read = structuredClone(waiting);
        const heirs = heirsOf(waiting, free);
        expect(waiting).toEqual(read);
        expect(heirsOf([...waiting].reverse(), free)).toEqual(heirs);
      }),
    );
  });
});

describe('until when somebody who moves up confirms', () => {
  const MINUTES = 120;
  const start = at(9) + 48 * HOUR;

  test('so long from now in the daytime', () => {
    expect(confirmByOf(at(9), start, MINUTES)).toBe(at(11));
    expect(confirmByOf(at(19), start, MINUTES)).toBe(at(21));
  });

  test('the night does not count', () => {
    expect(confirmByOf(at(20), start, MINUTES)).toBe(at(9) + 24 * HOUR);
    expect(confirmByOf(at(23, 30), start, MINUTES)).toBe(at(10) + 24 * HOUR);
    expect(confirmByOf(at(3), start, MINUTES)).toBe(at(10));
  });

  test('not asked by setting, nor when the next in line would have less time', () => {
    expect(confirmByOf(at(9), start, 0)).toBeNull();
    expect(confirmByOf(at(9), at(13), MINUTES)).toBe(at(11));
    expect(confirmByOf(at(9), at(13) - 1, MINUTES)).toBeNull();
    expect(confirmByOf(at(9), at(9, 30), MINUTES)).toBeNull();
  });

  test('leaves as much time as promised, awake, before the slot begins', () => {
    fc.assert(
      fc.property(
        fc.nat(1440),
        fc.nat(7 * 1440),
        fc.integer({ min: 1, max: 3000 }),
        (now, ahead, minutes) => {
          const from = at(0, now);
          const begins = from + ahead * MINUTE;
          const by = confirmByOf(from, begins, minutes);
          if (by === null) return;
          expect(by - from).toBeGreaterThanOrEqual(minutes * MINUTE);
          expect(begins - by).toBeGreaterThanOrEqual(minutes * MINUTE);
          expect(minuteOfDay(by)).toBeGreaterThan(8 * 60);
          expect(minuteOfDay(by)).toBeLessThanOrEqual(21 * 60);
        },
      ),
    );
  });
});
