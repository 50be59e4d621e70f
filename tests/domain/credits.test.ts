import fc from 'fast-check';
import { correctionRefusal, makeUpRefusal } from '#domain/hours/cases';
import { confirmRefusal, proposeMinutes, roomIn, type Credited } from '#domain/hours/minutes';
import { covered, MINUTE, type Interval } from '#domain/time';
import { at, settings, span } from './support';

/** What one person is credited for shifts that overlap, by whichever way and in whichever order (I5). */

const rules = { ...settings.hours, minimumShare: 0 };

interface Step {
  readonly what: 'confirm' | 'makeUp' | 'correct';
  readonly shift: number;
  readonly wants: number;
  readonly stays: readonly Interval[];
}
type Line = Credited & { readonly of: string };

const instant = fc.integer({ min: 0, max: 24 }).map((n) => at(6) + n * 15 * MINUTE);
const interval = fc
  .tuple(instant, instant)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => span(Math.min(a, b), Math.max(a, b)));
const shifts = fc.array(interval, { minLength: 1, maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('confirm', 'makeUp', 'correct'),
  shift: fc.nat(3),
  wants: fc.integer({ min: -200, max: 200 }),
  stays: fc.array(interval, { maxLength: 3 }),
});

/** One step as the actions take it; what the rules refuse changes nothing. */
function take(
  lines: readonly Line[],
  on: readonly Interval[],
  { what, shift: n, wants, stays }: Step,
): readonly Line[] {
  const slot = n % on.length;
  const shift = on[slot];
  if (!shift) return lines;
  const of = what === 'correct' ? `${wants % 2 ? 'confirm' : 'makeUp'}${slot}` : `${what}${slot}`;
  const before = lines.find((line) => line.of === of);
  const others = lines.filter((line) => line !== before);
  const most = roomIn(shift, others);
  if (what === 'correct') {
    if (!before || correctionRefusal({ minutes: wants, net: before.minutes, most })) return lines;
    return [...others, { ...before, minutes: before.minutes + wants }];
  }
  if (before) return lines;
  if (what === 'makeUp') {
    const asked = { shift, minutes: Math.abs(wants), most, belongs: true, recorded: false, filed: false };
    return makeUpRefusal(asked, shift.end)
      ? lines
      : [...lines, { of, shift, stays: [], minutes: asked.minutes }];
  }
  const proposal = proposeMinutes(
    shift,
    stays.map(({ start, end }) => ({ in: start, out: end })),
    rules,
    others,
  );
  const said = { minutes: wants < 0 ? proposal.minutes : wants, reason: '队长知道' };
  return confirmRefusal(said, proposal) ? lines : [...lines, { of, shift, stays, minutes: said.minutes }];
}

const sum = (lines: readonly Line[]) => lines.reduce((total, line) => total + line.minutes, 0);

test('no hour is credited twice, and no shift for more than its length or less than nothing', () => {
  fc.assert(
    fc.property(shifts, fc.array(step, { maxLength: 12 }), (on, steps) => {
      const lines = steps.reduce((now, next) => take(now, on, next), [] as readonly Line[]);
      for (let some = 1; some < 2 ** on.length; some += 1) {
        const chosen = on.filter((_, i) => some & (1 << i));
        const inside = lines.filter((line) => chosen.includes(line.shift));
        expect(sum(inside) * MINUTE).toBeLessThanOrEqual(covered(chosen));
      }
      expect(lines.every((line) => line.minutes >= 0)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('as proposed is always allowed', () => {
  fc.assert(
    fc.property(shifts, fc.array(step, { maxLength: 8 }), interval, (on, steps, shift) => {
      const lines = steps.reduce((now, next) => take(now, on, next), [] as readonly Line[]);
      const proposal = proposeMinutes(shift, [{ in: shift.start, out: shift.end }], rules, lines);
      expect(confirmRefusal({ minutes: proposal.minutes, reason: '' }, proposal)).toBeNull();
      expect(proposal.minutes).toBeLessThanOrEqual(proposal.most);
    }),
  );
});

test('what was taken back can be given again', () => {
  const shift = span(at(8), at(9));
  const longer = span(at(8), at(10));
  expect(roomIn(shift, [{ shift: longer, minutes: 60 }])).toBe(60);
  expect(roomIn(shift, [{ shift: longer, minutes: 61 }])).toBe(59);
  expect(
    roomIn(longer, [
      { shift, minutes: 60 },
      { shift, minutes: 0 },
    ]),
  ).toBe(60);
});
