import fc from 'fast-check';
import { accountIdOf, signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { joinTeam } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f'];
const idOf = Object.fromEntries(PEOPLE.map((p) => [p, accountIdOf(p)]));

interface Signup {
  _id: string;
  accountId: string;
  state: 'confirmed' | 'waiting' | 'cancelled';
  party: number;
  at: Date;
  liveFor?: string[];
  waitingFor?: string;
  confirmBy?: Date;
  offeredFor?: string;
}
interface Hold {
  party: number;
  confirmBy?: Date;
  offered?: true;
}

type Move =
  | { readonly does: 'take'; readonly who: string; readonly wait: boolean; readonly party: number }
  | { readonly does: 'resize'; readonly who: string; readonly party: number }
  | { readonly does: 'cancel' | 'confirm' | 'offer' | 'withdraw'; readonly who: string }
  | { readonly does: 'take over'; readonly who: string; readonly from: string }
  /** The same tap sent twice at once. */
  | { readonly does: 'take twice'; readonly who: string }
  | { readonly does: 'repair' };

const who = fc.constantFrom(...PEOPLE);
const only = <D extends string>(...does: D[]) => fc.record({ does: fc.constantFrom(...does), who });
const take = fc.record({
  does: fc.constant('take' as const),
  who,
  wait: fc.boolean(),
  party: fc.integer({ min: 1, max: 3 }),
});
const resize = fc.record({
  does: fc.constant('resize' as const),
  who,
  party: fc.integer({ min: 1, max: 4 }),
});
const takeOver = fc.record({ does: fc.constant('take over' as const), who, from: who });
const twice = only('take twice');
const repair = fc.constant({ does: 'repair' as const });

/** Moves of one round come at once, in whatever order the functions happen to run; the clock moves between rounds. */
const roundsOf = (moves: fc.Arbitrary<Move>) =>
  fc.array(
    fc.record({
      moves: fc.array(moves, { minLength: 2, maxLength: 7 }),
      pause: fc.constantFrom(0, 2, 25),
    }),
    { minLength: 1, maxLength: 4 },
  );

const services: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: take },
  { weight: 5, arbitrary: only('cancel') },
  { weight: 5, arbitrary: resize },
  { weight: 3, arbitrary: only('confirm') },
  { weight: 1, arbitrary: twice },
  { weight: 1, arbitrary: repair },
);
const shifts: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: take.map((t) => ({ ...t, party: 1 })) },
  { weight: 4, arbitrary: only('cancel') },
  { weight: 2, arbitrary: only('confirm') },
  { weight: 4, arbitrary: only('offer') },
  { weight: 1, arbitrary: only('withdraw') },
  { weight: 5, arbitrary: takeOver },
  { weight: 1, arbitrary: twice },
  { weight: 1, arbitrary: repair },
);

const inState = (signups: readonly Signup[], state: Signup['state']) =>
  signups.filter((s) => s.state === state);

describe.each([
  ['a service, with parties', 'service' as const, services, 0],
  ['a service, where who moves up confirms', 'service' as const, services, 20],
  ['a shift, with swaps', 'shift' as const, shifts, 0],
  ['a shift, with swaps, where who moves up confirms', 'shift' as const, shifts, 20],
])('sign-ups under any interleaving: %s', (_name, kind, moves, confirmPromotionMinutes) => {
  let world: World;
  beforeAll(async () => {
    const signups = { ...settings.signups, overlap: 'allow' as const, confirmPromotionMinutes };
    world = await startWorld({}, { signups });
    for (const p of PEOPLE) await world.person(p);
    await joinTeam(world, Object.values(idOf));
  });
  afterAll(() => world.close({ raced: true }));

  const expected = new Set([
    'OK',
    'SLOT_FULL',
    'ALREADY_SIGNED_UP',
    'NOT_SIGNED_UP',
    'NOT_FOUND',
    'CONFLICT',
    'PARTY_TOO_LARGE',
    'NOTHING_TO_CONFIRM',
    'STILL_WAITING',
  ]);

  async function play(slotId: string, m: Move): Promise<void> {
    if (m.does === 'repair') return void (await world.jobs.repair());
    const signupId = signupIdOf(slotId, idOf[m.who] ?? '');
    const codes = await Promise.all(calls(slotId, signupId, m).map((call) => call()));
    for (const code of codes) expect(expected).toContain(code);
  }

  function calls(slotId: string, signupId: string, m: Exclude<Move, { does: 'repair' }>) {
    const nonce = newNonce();
    switch (m.does) {
      case 'take':
        return [() => world.code(m.who, 'signups.take', { slotId, wait: m.wait, party: m.party }, nonce)];
      case 'take twice': {
        const again = () => world.code(m.who, 'signups.take', { slotId, wait: true }, nonce);
        return [again, again];
      }
      case 'resize':
        return [() => world.code(m.who, 'signups.resize', { signupId, party: m.party }, nonce)];
      case 'cancel':
        return [() => world.code(m.who, 'signups.cancel', { signupId })];
      case 'confirm':
        return [() => world.code(m.who, 'signups.confirm', { signupId, revision: 0 })];
      case 'offer':
      case 'withdraw':
        return [() => world.code(m.who, 'signups.offer', { signupId, offered: m.does === 'offer' })];
      case 'take over': {
        const from = signupIdOf(slotId, idOf[m.from] ?? '');
        return [() => world.code(m.who, 'signups.takeOver', { signupId: from }, nonce)];
      }
    }
  }

  async function slotAndSignups(slotId: string) {
    const [slot] = await world.documents('slots', { _id: slotId });
    const signups = (await world.documents('signups', { slotId })) as unknown as Signup[];
    const roster = (slot?.['roster'] ?? {}) as Record<string, Hold>;
    const people = Object.values(roster).reduce((sum, { party }) => sum + party, 0);
    return { taken: Number(slot?.['taken']), roster, people, signups };
  }

  /** What must be true at the end of everything (I1, I2, I7). */
  async function expectWhole(slotId: string, capacity: number): Promise<void> {
    const { taken, roster, people, signups } = await slotAndSignups(slotId);
    const confirmed = inState(signups, 'confirmed');
    expect(confirmed.map((s) => s.accountId).sort()).toEqual(Object.keys(roster).sort());
    expect(taken).toBe(people);
    expect(taken).toBeLessThanOrEqual(capacity);
    // Nobody waits while what is free would fit them.
    for (const s of inState(signups, 'waiting')) expect(s.party).toBeGreaterThan(capacity - taken);
    expect(new Set(signups.map((s) => s.accountId)).size).toBe(signups.length);
    for (const s of signups) {
      const hold = roster[s.accountId];
      expect(s.liveFor).toEqual(s.state === 'cancelled' ? undefined : [s.accountId]);
      expect(s.waitingFor).toBe(s.state === 'waiting' ? slotId : undefined);
      if (hold) expect(s.party).toBe(hold.party);
      expect(s.confirmBy).toEqual(hold?.confirmBy);
      expect(s.offeredFor).toBe(hold?.offered ? world.leaderTeam : undefined);
    }
  }

  it('never gives more places than there are, and after the repair nobody waits while one is free that fits them', async () => {
    let now = MORNING;
    const nextDay = 24 * HOUR;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), roundsOf(moves), async (capacity, played) => {
        await world.at((now += MINUTE));
        const start = now + nextDay;
        const { slotId } = await world.post([{ kind, capacity, start, end: start + HOUR }]);
        for (const { moves: round, pause } of played) {
          await Promise.all(round.map((m) => play(slotId, m)));
          const { taken, people } = await slotAndSignups(slotId);
          expect(people).toBeLessThanOrEqual(capacity);
          expect(taken).toBe(people);
          if (pause > 0) await world.at((now += pause * MINUTE));
        }
        for (let again = 0; again < 3; again += 1) {
          await world.at((now += 2 * MINUTE));
          await world.jobs.repair();
        }
        await expectWhole(slotId, capacity);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 8_000, markInterruptAsFailure: false },
    );
    expect(world.emulator.metrics().unindexedQueries).toEqual([]);
  });
});
