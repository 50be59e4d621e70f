import { signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { MORNING, newNonce, startWorld, type World } from '../support/world';

const PEOPLE = 200;
const PLACES = 20;
const crowd = Array.from({ length: PEOPLE }, (_, i) => `person${i}`);

interface Signup {
  _id: string;
  accountId: string;
  state: string;
}

/** What must be true of a slot whatever happened (I1, I2). */
async function expectWhole(world: World, slotId: string, confirmed: number): Promise<void> {
  const [slot] = await world.documents('slots', { _id: slotId });
  const signups = (await world.documents('signups', { slotId })) as unknown as Signup[];
  const holders = Object.keys(slot?.['roster'] ?? {}).sort();
  const states = signups.filter((s) => s.state === 'confirmed').map((s) => s.accountId);
  expect(holders).toHaveLength(confirmed);
  expect(slot?.['taken']).toBe(confirmed);
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
    expect(world.emulator.metrics().actions['signups.take']?.roundTrips.max).toBeLessThanOrEqual(3);
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
    await world.did(null, 'jobs.repair', {});
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
    await world.did(null, 'jobs.repair', {});
    for (const slotId of used) await expectWhole(world, slotId, PLACES);
  });
});
