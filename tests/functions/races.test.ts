import { signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { joinTeam } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

const PEOPLE = 200;
const PLACES = 20;
const crowd = Array.from({ length: PEOPLE }, (_, i) => `person${i}`);

interface Signup {
  _id: string;
  accountId: string;
  state: string;
  party: number;
}

/** What must be true of a slot whatever happened (I1, I2): so many people hold places, each once. */
async function expectWhole(world: World, slotId: string, people: number): Promise<void> {
  const [slot] = await world.documents('slots', { _id: slotId });
  const signups = (await world.documents('signups', { slotId })) as unknown as Signup[];
  const roster = (slot?.['roster'] ?? {}) as Record<string, { party: number }>;
  const holders = Object.keys(roster).sort();
  const confirmed = signups.filter((s) => s.state === 'confirmed');
  const states = confirmed.map((s) => s.accountId);
  expect(Object.values(roster).reduce((sum, { party }) => sum + party, 0)).toBe(people);
  expect(confirmed.reduce((sum, { party }) => sum + party, 0)).toBe(people);
  expect(slot?.['taken']).toBe(people);
  expect(states.sort()).toEqual(holders);
  expect(new Set(signups.map((s) => s.accountId)).size).toBe(signups.length);
  expect(signups.every((s) => s._id === signupIdOf(slotId, s.accountId))).toBe(true);
}

describe('many at once, over HTTP through the real functions', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    for (let i = 0; i < PEOPLE; i += 20)
      await Promise.all(crowd.slice(i, i + 20).map((p) => world.person(p)));
  });
  afterAll(() => world.close({ raced: true }));

  it(`gives ${PLACES} places to ${PEOPLE} people exactly once, the others wait in order`, async () => {
    const { slotId } = await world.post([{ capacity: PLACES }]);
    const answers = await Promise.all(crowd.map((p) => world.did(p, 'signups.take', { slotId, wait: true })));
    expect(answers.filter((a) => a.state === 'confirmed')).toHaveLength(PLACES);
    expect(answers.filter((a) => a.state === 'waiting')).toHaveLength(PEOPLE - PLACES);
    await expectWhole(world, slotId, PLACES);
    // One more for who found the place gone: it may be their own other tap that has it.
    expect(world.emulator.metrics().actions['signups.take']?.roundTrips.max).toBeLessThanOrEqual(4);
  });

  it('passes each place given up to exactly one who waits', async () => {
    const { slotId } = await world.post([
      { capacity: 2, start: MORNING + 600 * MINUTE, end: MORNING + 660 * MINUTE },
    ]);
    const few = crowd.slice(0, 8);
    for (const p of few) await world.did(p, 'signups.take', { slotId, wait: true });
    const leaving = few.slice(0, 3).map((p) => world.did(p, 'me.view', {}));
    const ids = (await Promise.all(leaving)).map(
      (me) => me.coming.find((c) => c.slotId === slotId)?.signupId ?? '',
    );
    await Promise.all(ids.map((signupId, i) => world.did(few[i] ?? '', 'signups.cancel', { signupId })));
    await world.at(MORNING + 5 * MINUTE);
    await world.jobs.repair();
    await expectWhole(world, slotId, 2);
    const told = (await world.documents('outbox', { kind: 'promoted' })).map((m) => m['accountId']);
    expect(new Set(told).size).toBe(told.length);
  });

  it('answers a tap sent twice at once with one sign-up, and its replay with the first answer', async () => {
    const { slotId } = await world.post([{ start: MORNING + 900 * MINUTE, end: MORNING + 960 * MINUTE }]);
    const nonce = newNonce();
    const twice = await Promise.all(
      [1, 2, 3].map(() => world.call('person9', 'signups.take', { slotId, wait: false }, nonce)),
    );
    expect(twice.map((a) => a.ok)).toEqual([true, true, true]);
    await expectWhole(world, slotId, 1);
    const signupId = twice[0]?.ok ? twice[0].data.signupId : '';
    await world.did('person9', 'signups.cancel', { signupId });
    // The late replay of the sign-up does not sign up again.
    expect((await world.did('person9', 'signups.take', { slotId, wait: false }, nonce)).state).toBe(
      'confirmed',
    );
    await expectWhole(world, slotId, 0);
  });

  it('credits once when two confirmations come at once', async () => {
    await world.at(MORNING);
    const { slotId, start, end } = await world.post([
      { start: MORNING + 1200 * MINUTE, end: MORNING + 1260 * MINUTE },
    ]);
    const few = crowd.slice(100, 106);
    for (const p of few) await world.did(p, 'signups.take', { slotId, wait: false });
    await world.at(start);
    const code = await world.screenCode(slotId);
    await Promise.all(few.flatMap((p) => [1, 2].map(() => world.did(p, 'attendance.checkIn', { code }))));
    expect(await world.documents('attendances', { slotId })).toHaveLength(few.length);
    await world.at(end);
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    const input = { slotId, lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes })) };
    const nonce = newNonce();
    const results = await Promise.all(
      [nonce, newNonce(), nonce].map((n) => world.did('leader', 'hours.confirm', input, n)),
    );
    expect(await world.documents('hours', { slotId })).toHaveLength(few.length);
    expect(await world.did('leader', 'hours.confirm', input, nonce)).toEqual(results[0]);
  });
});

describe('many at once: who comes, who goes, who moves up and who swaps', () => {
  const FEW = crowd.slice(0, 80);
  const MINUTES = 30;
  let world: World;
  const idOf: Record<string, string> = {};
  beforeAll(async () => {
    const signups = { ...settings.signups, overlap: 'allow' as const, confirmPromotionMinutes: MINUTES };
    world = await startWorld({}, { signups });
    for (let i = 0; i < FEW.length; i += 20) {
      await Promise.all(FEW.slice(i, i + 20).map(async (p) => (idOf[p] = await world.person(p))));
    }
    await joinTeam(world, Object.values(idOf));
  });
  afterAll(() => world.close({ raced: true }));
  const signupOf = (slotId: string, who: string) => signupIdOf(slotId, idOf[who] ?? '');
  async function holders(slotId: string): Promise<string[]> {
    const confirmed = await world.documents('signups', { slotId, state: 'confirmed' });
    const held = new Set(confirmed.map((s) => s._id));
    return FEW.filter((p) => held.has(signupOf(slotId, p)));
  }

  it('fills every place with parties that fit, and lets nobody wait whom what is free would fit', async () => {
    const start = MORNING + 48 * HOUR;
    const { slotId } = await world.post([{ kind: 'service', capacity: 40, start, end: start + HOUR }]);
    const take = (p: string, i: number) =>
      world.code(p, 'signups.take', { slotId, wait: true, party: 1 + (i % 4) });
    await Promise.all(FEW.slice(0, 50).map(take));
    const leaving = (await holders(slotId)).slice(0, 8);
    let now = MORNING;
    // Some leave, others come, those who have moved up answer, and the job lets go of whoever does not.
    for (let round = 0; round < 3; round += 1) {
      await world.at((now += (MINUTES + 5) * MINUTE));
      await Promise.all([
        ...leaving.map((p) => world.code(p, 'signups.cancel', { signupId: signupOf(slotId, p) })),
        ...FEW.slice(50).map(take),
        ...FEW.slice(0, 50)
          .filter((_, i) => i % 2 === 0)
          .map((p) => world.code(p, 'signups.confirm', { signupId: signupOf(slotId, p), revision: 0 })),
        world.jobs.repair(),
      ]);
      leaving.splice(0, leaving.length, ...(await holders(slotId)).slice(0, 8));
    }
    for (let again = 0; again < 2; again += 1) {
      await world.at((now += 3 * MINUTE));
      await world.jobs.repair();
    }
    const [slot] = await world.documents('slots', { _id: slotId });
    const taken = Number(slot?.['taken']);
    expect(taken).toBeLessThanOrEqual(40);
    await expectWhole(world, slotId, taken);
    const waiting = (await world.documents('signups', { slotId, state: 'waiting' })) as unknown as Signup[];
    for (const { party } of waiting) expect(party).toBeGreaterThan(40 - taken);
  });

  it('passes each place offered to exactly one teammate, while its holder may change their mind', async () => {
    await world.at(MORNING);
    const start = MORNING + 72 * HOUR;
    const { slotId } = await world.post([{ capacity: 10, start, end: start + HOUR }]);
    const givers = FEW.slice(0, 10);
    await Promise.all(givers.map((p) => world.did(p, 'signups.take', { slotId, wait: false })));
    const offer = (p: string, offered: boolean) =>
      world.code(p, 'signups.offer', { signupId: signupOf(slotId, p), offered });
    await Promise.all(givers.map((p) => offer(p, true)));
    const takers = FEW.slice(20, 60);
    const codes = await Promise.all([
      ...takers.map((p, i) =>
        world.code(p, 'signups.takeOver', { signupId: signupOf(slotId, givers[i % 10] ?? '') }),
      ),
      ...givers.slice(0, 3).map((p) => offer(p, false)),
      ...givers.slice(3, 5).map((p) => world.code(p, 'signups.cancel', { signupId: signupOf(slotId, p) })),
    ]);
    const swaps = codes.slice(0, takers.length).filter((code) => code === 'OK').length;
    const gone = codes.slice(-2).filter((code) => code === 'OK').length;
    expect(swaps).toBeGreaterThanOrEqual(5);
    expect(codes.every((code) => ['OK', 'NOT_FOUND', 'NOT_SIGNED_UP'].includes(code))).toBe(true);
    await world.at(MORNING + 3 * MINUTE);
    await world.jobs.repair();
    await expectWhole(world, slotId, 10 - gone);
    const told = await world.documents('outbox', { kind: 'offered' });
    expect(told).toHaveLength(swaps);
  });
});

describe('many at once, with a functions process killed every second', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    for (let i = 0; i < PEOPLE; i += 20)
      await Promise.all(crowd.slice(i, i + 20).map((p) => world.person(p)));
  });
  afterAll(() => world.close({ raced: true }));

  /** As a phone does: the same nonce until there is an answer. */
  async function insist(openid: string, slotId: string): Promise<string> {
    const nonce = newNonce();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      try {
        return (await world.did(openid, 'signups.take', { slotId, wait: true }, nonce)).state;
      } catch (error) {
        if (!String(error).includes('exit') && !String(error).includes('fail')) throw error;
      }
    }
    throw new Error('no answer');
  }

  const killed = () => world.emulator.metrics().functions['member']?.killed ?? 0;

  // A quick machine is through with one crowd before anything is killed: crowd follows crowd until enough was.
  it('still gives every place exactly once and loses nobody', async () => {
    const slots = [];
    for (let round = 1; round <= 15; round += 1) {
      const start = MORNING + 2 * round * HOUR;
      slots.push(await world.post([{ capacity: PLACES, start, end: start + HOUR }]));
    }
    world.emulator.killPeriodically(1, 60);
    const used: string[] = [];
    for (const { slotId } of slots) {
      if (killed() >= 3) break;
      const states = await Promise.all(crowd.map((p) => insist(p, slotId)));
      expect(states.filter((s) => s === 'confirmed')).toHaveLength(PLACES);
      expect(await world.documents('signups', { slotId })).toHaveLength(PEOPLE);
      used.push(slotId);
    }
    expect(killed()).toBeGreaterThanOrEqual(3);
    world.emulator.killPeriodically(1, 0);
    await world.at(MORNING + 5 * MINUTE);
    await world.jobs.repair();
    for (const slotId of used) await expectWhole(world, slotId, PLACES);
  });
});
