import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import {
  activityStates,
  finalStates,
  FIRST_STATE,
  lifecycle,
  moveRefusal,
  movers,
  moves,
  movesOpen,
  phaseOf,
  stateAfter,
  type ActivityState,
  type Move,
  type Mover,
  type Passage,
} from '#domain/activities/lifecycle';
import { errorCodes } from '#domain/errors';
import { at, span } from './support';

const START = at(9);
const END = at(11);
const activity = (state: ActivityState) => ({ ...span(START, END), state });
const code = (state: ActivityState, move: Move, by: Mover, now = at(8)) =>
  moveRefusal(activity(state), move, by, now)?.code ?? 'OK';

const anyState = fc.constantFrom(...activityStates);
const anyMove = fc.constantFrom(...moves);
const anyMover = fc.constantFrom(...movers);
/** Before, at each edge, while it is on, and after. */
const anyMoment = fc.constantFrom(at(0), START - 1, START, at(10), END - 1, END, at(20));

describe('the phase of an activity follows from the clock', () => {
  test('coming, running from its start, finished from its end', () => {
    const phases = [START - 1, START, END - 1, END].map((now) => phaseOf(activity('published'), now));
    expect(phases).toEqual(['coming', 'running', 'running', 'finished']);
  });

  test('any other state is its own phase at any time', () => {
    for (const state of activityStates.filter((s) => s !== 'published')) {
      for (const now of [at(8), at(10), at(12)]) expect(phaseOf(activity(state), now)).toBe(state);
    }
  });
});

describe('whatever is tried with an activity', () => {
  test('random walks stay within the states, and refuse with codes of the closed set', () => {
    const step = fc.record({ move: anyMove, by: anyMover, now: anyMoment });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (walk) => {
        let state: ActivityState = FIRST_STATE;
        for (const { move, by, now } of walk) {
          const refused = moveRefusal(activity(state), move, by, now);
          if (refused) {
            expect(errorCodes).toContain(refused.code);
            continue;
          }
          const next = stateAfter(state, move);
          if (next === null) return;
          expect(activityStates).toContain(next);
          state = next;
        }
      }),
    );
  });

  test('nobody does what is not theirs, in whatever state and at whatever time', () => {
    fc.assert(
      fc.property(anyState, anyMove, anyMover, anyMoment, (state, move, by, now) => {
        const { by: allowed }: Passage = lifecycle[move];
        if (!allowed.includes(by)) expect(code(state, move, by, now)).toBe('NOT_ALLOWED');
      }),
    );
  });

  test('nothing leads out of what is over for good', () => {
    fc.assert(
      fc.property(fc.constantFrom(...finalStates), anyMove, anyMover, anyMoment, (state, move, by, now) => {
        if (code(state, move, by, now) === 'OK') expect(stateAfter(state, move)).toBe(state);
      }),
    );
  });

  test('every state can be come to, and from every other one a final one or nothing is', () => {
    const next = (state: ActivityState) =>
      moves
        .filter((move) => (lifecycle[move] as Passage).from.includes(state))
        .map((move) => stateAfter(state, move));
    const reach = (from: ActivityState) => {
      const seen = new Set<ActivityState | null>([from]);
      for (const state of seen) if (state !== null) for (const to of next(state)) seen.add(to);
      return seen;
    };
    expect([...reach(FIRST_STATE)].filter((s) => s !== null).sort()).toEqual([...activityStates].sort());
    for (const state of activityStates) {
      const ends = [...finalStates, null].some((end) => reach(state).has(end));
      expect([state, ends]).toEqual([state, true]);
    }
  });

  test('what is said to be open can be done, and nothing else', () => {
    fc.assert(
      fc.property(anyState, anyMover, anyMoment, (state, by, now) => {
        const open = movesOpen(activity(state), by, now);
        expect(moves.filter((move) => code(state, move, by, now) === 'OK')).toEqual(open);
      }),
    );
  });
});

describe('who may, when', () => {
  test.each<[Move, Mover, ActivityState, [before: string, running: string, after: string]]>([
    ['publish', 'staff', 'submitted', ['OK', 'TIME_PASSED', 'TIME_PASSED']],
    ['refuse', 'staff', 'submitted', ['OK', 'OK', 'OK']],
    ['change', 'leader', 'published', ['OK', 'OK', 'TIME_PASSED']],
    ['cancel', 'leader', 'submitted', ['OK', 'OK', 'TIME_PASSED']],
    ['cancel', 'leader', 'published', ['OK', 'OK', 'TIME_PASSED']],
    ['edit', 'leader', 'refused', ['OK', 'OK', 'OK']],
    ['report', 'leader', 'published', ['NOT_FINISHED', 'NOT_FINISHED', 'OK']],
    ['close', 'system', 'published', ['NOT_FINISHED', 'NOT_FINISHED', 'OK']],
  ])('%s by %s of what is %s', (move, by, state, expected) => {
    const [before, running, after] = expected;
    expect([START - 1, START, END - 1, END].map((now) => code(state, move, by, now))).toEqual([
      before,
      running,
      running,
      after,
    ]);
  });

  test('a verdict is given once', () => {
    for (const verdict of ['publish', 'refuse'] as const) {
      const codes = activityStates.map((state) => [state, code(state, verdict, 'staff')]);
      expect(Object.fromEntries(codes)).toEqual({
        draft: 'NOT_IN_THIS_STATE',
        submitted: 'OK',
        published: 'ALREADY_REVIEWED',
        refused: 'ALREADY_REVIEWED',
        cancelled: 'CANCELLED',
        closed: 'NOT_IN_THIS_STATE',
      });
    }
  });

  test('what was sent back can be worked on and sent again', () => {
    const way: Move[] = ['submit', 'refuse', 'edit', 'save', 'submit', 'publish', 'close'];
    const states = way.reduce<(ActivityState | null)[]>(
      (past, move) => {
        const now = past[past.length - 1];
        return now ? [...past, stateAfter(now, move)] : past;
      },
      [FIRST_STATE],
    );
    expect(states).toEqual([
      'draft',
      'submitted',
      'refused',
      'draft',
      'draft',
      'submitted',
      'published',
      'closed',
    ]);
  });
});

test('the table in the docs is this machine', () => {
  const rows = moves.map((move) => {
    const { by, from, to, when }: Passage = lifecycle[move];
    return `| ${move} | ${by.join(', ')} | ${from.join(', ')} | ${to ?? '(gone)'} | ${when} |`;
  });
  const page = readFileSync(resolve(__dirname, '../../docs/concepts/activities.md'), 'utf8');
  const table = page.split('\n').filter((line) => rows.includes(line));
  expect(table).toEqual(rows);
});
