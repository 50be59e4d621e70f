import fc from 'fast-check';
import { accountIdOf, signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { MORNING, newNonce, settings, startWorld, type World } from '../support/world';

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f'];

interface Signup {
  _id: string;
  accountId: string;
  state: 'confirmed' | 'waiting' | 'cancelled';
  liveFor?: string;
  waitingFor?: string;
}

type Move =
  | { readonly does: 'take'; readonly who: string; readonly wait: boolean }
  | { readonly does: 'cancel'; readonly who: string }
  /** The same tap sent twice at once. */
  | { readonly does: 'take twice'; readonly who: string }
  | { readonly does: 'repair' };

const who = fc.constantFrom(...PEOPLE);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('take' as const), who, wait: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('cancel' as const), who }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('take twice' as const), who }) },
  { weight: 1, arbitrary: fc.constant({ does: 'repair' as const }) },
);
/** Moves of one round come at once, in whatever order the functions happen to run; the clock moves between rounds. */
const rounds = fc.array(fc.record({ moves: fc.array(move, { minLength: 2, maxLength: 7 }), pause: fc.constantFrom(0, 2) }), { minLength: 1, maxLength: 4 }); // prettier-ignore

describe('sign-ups under any interleaving', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow' } });
    for (const p of PEOPLE) await world.person(p);
  });
  afterAll(() => world.close({ raced: true }));

  const expected = new Set(['OK', 'SLOT_FULL', 'ALREADY_SIGNED_UP', 'NOT_SIGNED_UP', 'NOT_FOUND', 'CONFLICT']); // prettier-ignore

  async function play(slotId: string, m: Move): Promise<void> {
    if (m.does === 'repair') {
      await world.did(null, 'jobs.repair', {});
    } else if (m.does === 'cancel') {
      const signupId = signupIdOf(slotId, accountIdOf(m.who));
      expect(expected).toContain(await world.code(m.who, 'signups.cancel', { signupId }));
    } else {
      const nonce = newNonce();
      const take = () => world.code(m.who, 'signups.take', { slotId, wait: m.does === 'take' ? m.wait : true }, nonce); // prettier-ignore
      const codes = await Promise.all(m.does === 'take' ? [take()] : [take(), take()]);
      for (const code of codes) expect(expected).toContain(code);
    }
  }

  async function slotAndSignups(slotId: string) {
    const [slot] = await world.documents('slots', { _id: slotId });
    const signups = (await world.documents('signups', { slotId })) as unknown as Signup[];
    const holders = Object.keys(slot?.['roster'] ?? {}).sort();
    return { taken: Number(slot?.['taken']), holders, signups };
  }
  const inState = (signups: readonly Signup[], state: Signup['state']) =>
    signups.filter((s) => s.state === state);

  it('never gives more places than there are, and after the repair nobody waits while one is free (I1, I2)', async () => {
    let now = MORNING;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), rounds, async (capacity, played) => {
        await world.at((now += MINUTE));
        const start = now + 10 * HOUR;
        const { slotId } = await world.post([{ capacity, start, end: start + HOUR }]);
        for (const { moves, pause } of played) {
          await Promise.all(moves.map((m) => play(slotId, m)));
          const { taken, holders } = await slotAndSignups(slotId);
          expect(holders.length).toBeLessThanOrEqual(capacity);
          expect(taken).toBe(holders.length);
          if (pause > 0) await world.at((now += pause * MINUTE));
        }
        for (let again = 0; again < 3; again += 1) {
          await world.at((now += 2 * MINUTE));
          await world.did(null, 'jobs.repair', {});
        }
        const { taken, holders, signups } = await slotAndSignups(slotId);
        const confirmed = inState(signups, 'confirmed').map((s) => s.accountId);
        expect(confirmed.sort()).toEqual(holders);
        expect(taken).toBe(holders.length);
        expect(taken).toBeLessThanOrEqual(capacity);
        const waiting = inState(signups, 'waiting');
        if (taken < capacity) expect(waiting).toEqual([]);
        expect(new Set(signups.map((s) => s.accountId)).size).toBe(signups.length);
        for (const s of signups) {
          expect(s.liveFor).toBe(s.state === 'cancelled' ? undefined : s.accountId);
          expect(s.waitingFor).toBe(s.state === 'waiting' ? slotId : undefined);
        }
      }),
      { numRuns: 60, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
    );
    expect(world.emulator.metrics().unindexedQueries).toEqual([]);
  });
});
