import fc from 'fast-check';
import { correctionRefusal } from '#domain/hours/cases';
import { claimed, roomIn, type Credited } from '#domain/hours/claims';
import { proposeMinutes } from '#domain/hours/minutes';
import { covered, MINUTE, type Interval } from '#domain/time';
import { at, settings, span } from './support';

const rules = { ...settings.hours, minimumShare: 0 };
const credit = (shift: Interval, minutes: number, seq: number, stays: Interval[] = []): Credited => ({
  shift,
  stays,
  minutes,
  seq,
});

describe('the time that credited minutes stand for', () => {
  const shift = span(at(8), at(10));

  test('is the presence on record', () => {
    const stays = [span(at(7), at(9))];
    expect(claimed([credit(shift, 60, 1, stays)])).toEqual([span(at(8), at(9))]);
    // Fewer minutes than present: the whole presence all the same.
    expect(claimed([credit(shift, 30, 1, stays)])).toEqual([span(at(8), at(9))]);
  });

  test('and for what goes beyond it, the earliest of the shift that nothing stands for', () => {
    expect(claimed([credit(shift, 90, 1, [span(at(9), at(10))])])).toEqual([span(at(8), at(8, 30)), span(at(9), at(10))]); // prettier-ignore
    expect(claimed([credit(shift, 45, 1)])).toEqual([span(at(8), at(8, 45))]);
  });

  test('is none where a correction took all of it back', () => {
    expect(claimed([credit(shift, 0, 2, [span(at(8), at(10))])])).toEqual([]);
  });

  test('a later line takes what is left', () => {
    const credits = [credit(span(at(9), at(11)), 60, 2), credit(shift, 90, 1)];
    expect(claimed(credits)).toEqual([span(at(8), at(10, 30))]);
    expect(roomIn(shift, claimed(credits))).toBe(0);
    expect(roomIn(span(at(9), at(11)), claimed(credits))).toBe(30);
  });
});

interface Step {
  readonly what: 'confirm' | 'makeUp' | 'correct';
  readonly shift: number;
  readonly wants: number;
  readonly stays: readonly Interval[];
}

const instant = fc.integer({ min: 0, max: 36 }).map((n) => at(6) + n * 10 * MINUTE);
const interval = fc.tuple(instant, instant).filter(([a, b]) => a !== b).map(([a, b]) => span(Math.min(a, b), Math.max(a, b))); // prettier-ignore
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('confirm', 'makeUp', 'correct'),
  shift: fc.nat(3),
  wants: fc.integer({ min: -200, max: 200 }),
  stays: fc.array(interval, { maxLength: 3 }),
});

/** What the actions allow, in any order: a service line or made-up one for each shift, then corrections. */
function after(shifts: readonly Interval[], steps: readonly Step[]): Credited[] {
  let credits: (Credited & { of: string })[] = [];
  steps.forEach(({ what, shift: n, wants, stays }, i) => {
    const shift = shifts[n % shifts.length];
    if (!shift) return;
    const seq = i + 1;
    const confirmed = `confirm${n % shifts.length}`;
    const madeUp = `makeUp${n % shifts.length}`;
    const of = what === 'confirm' ? confirmed : what === 'makeUp' ? madeUp : wants % 2 ? confirmed : madeUp;
    const before = credits.find((c) => c.of === of);
    const elsewhere = claimed(credits.filter((c) => c !== before));
    const room = roomIn(shift, elsewhere);
    if (what === 'correct') {
      if (!before || correctionRefusal({ minutes: wants, net: before.minutes, most: room })) return;
      const changed = { ...before, minutes: before.minutes + wants, seq };
      credits = [...credits.filter((c) => c !== before), changed];
      return;
    }
    if (before) return;
    const pairs = stays.map(({ start, end }) => ({ in: start, out: end }));
    const proposed = proposeMinutes(shift, pairs, rules, elsewhere).minutes;
    // Sometimes as proposed, sometimes what the leader says instead.
    const minutes = what === 'confirm' && wants < 0 ? proposed : Math.min(Math.abs(wants), room);
    if (minutes === 0) return;
    credits.push({ of, shift, minutes, seq, stays: what === 'confirm' ? stays : [] });
  });
  return credits;
}

test('whatever is confirmed, made up for and corrected, no hour is credited twice (I5)', () => {
  fc.assert(
    fc.property(
      fc.array(interval, { minLength: 1, maxLength: 4 }),
      fc.array(step, { maxLength: 12 }),
      (shifts, steps) => {
        const credits = after(shifts, steps);
        const total = credits.reduce((sum, c) => sum + c.minutes, 0);
        expect(total * MINUTE).toBeLessThanOrEqual(covered(claimed(credits)));
        expect(total * MINUTE).toBeLessThanOrEqual(covered(shifts));
        for (const shift of shifts) {
          const own = credits.filter((c) => c.shift === shift).reduce((sum, c) => sum + c.minutes, 0);
          expect(own * MINUTE).toBeLessThanOrEqual(shift.end - shift.start);
          expect(own).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('the order in which lines are read does not matter, only that in which they were written', () => {
  fc.assert(
    fc.property(
      fc.array(interval, { minLength: 1, maxLength: 4 }),
      fc.array(step, { maxLength: 8 }),
      (shifts, steps) => {
        const credits = after(shifts, steps);
        expect(claimed([...credits].reverse())).toEqual(claimed(credits));
      },
    ),
  );
});
