import { HOUR, MINUTE } from '#domain/time';
import { Places, type Posted } from '../support/signups';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** How many come on one sign-up changes: what becomes free goes to the line, what is free can be added. */
describe('a party', () => {
  let world: World;
  let places: Places;
  const PEOPLE = ['a', 'b', 'c', 'd', 'e'];

  beforeAll(async () => {
    world = await startWorld();
    const ids: Record<string, string> = {};
    for (const p of PEOPLE) ids[p] = await world.person(p);
    places = new Places(world, ids);
  });
  beforeEach(() => world.at(MORNING));
  afterAll(() => world.close({ raced: true }));

  const resize = (who: string, posted: Posted, party: number, nonce?: string, whose = who) =>
    world.call(who, 'signups.resize', { signupId: places.signupOf(posted, whose), party }, nonce);
  const code = async (...args: Parameters<typeof resize>) => {
    const answer = await resize(...args);
    return answer.ok ? 'OK' : answer.error.code;
  };
  /** Who holds how many, and who waits, by the roster and by the records; they must agree. */
  async function standing(posted: Posted): Promise<Record<string, number | 'waiting'>> {
    const [slot] = await world.documents('slots', { _id: posted.slotId });
    const roster = slot?.['roster'] as Record<string, { party: number }>;
    const all: Record<string, number | 'waiting'> = {};
    for (const p of PEOPLE) {
      const record = await places.record(posted, p);
      const held = roster[places.ids[p] ?? '']?.party;
      expect(record?.['state'] === 'confirmed' ? record['party'] : undefined).toBe(held);
      if (held !== undefined) all[p] = held;
      else if (record?.['state'] === 'waiting') all[p] = 'waiting';
    }
    const people = Object.values(roster).reduce((sum, { party }) => sum + party, 0);
    expect(slot?.['taken']).toBe(people);
    return all;
  }

  it('grows smaller: the places go at once to those in line whom they fit, who are told', async () => {
    const posted = await places.post('service', 5);
    await places.take('a', posted, { party: 3 });
    await places.take('b', posted, { party: 2 });
    for (const [who, party] of [
      ['c', 3],
      ['d', 1],
      ['e', 1],
    ] as const)
      await places.take(who, posted, { party });
    expect(await code('a', posted, 2)).toBe('OK');
    expect(await standing(posted)).toEqual({ a: 2, b: 2, c: 'waiting', d: 1, e: 'waiting' });
    expect((await places.told('promoted', 'd', posted)).length).toBe(1);
    expect(await places.told('promoted', 'e', posted)).toEqual([]);
    expect((await world.did('a', 'me.view', {})).coming.find((c) => c.slotId === posted.slotId)?.party).toBe(
      2,
    );
    await places.leave('a', posted);
    expect(await standing(posted)).toEqual({ b: 2, c: 'waiting', d: 1, e: 1 });
  });

  it('grows larger while there is room, and says how far it could', async () => {
    const posted = await places.post('service', 4);
    await places.take('a', posted, { party: 2 });
    const { activityId } = posted;
    const most = async (who: string) =>
      (await world.did(who, 'activities.view', { activityId })).slots[0]?.mine?.partyAtMost;
    expect(await most('a')).toBe(4);
    expect(await code('a', posted, 3)).toBe('OK');
    expect(await places.unchanged(() => code('a', posted, 5))).toBe('PARTY_TOO_LARGE');
    await places.take('b', posted, { party: 1 });
    expect(await most('a')).toBe(3);
    const answer = await resize('a', posted, 4);
    expect(answer.ok ? null : answer.error).toMatchObject({
      code: 'SLOT_FULL',
      details: { left: 0, waiting: 0 },
    });
    expect(await standing(posted)).toEqual({ a: 3, b: 1 });
  });

  it('never past those in line, nor while in line oneself', async () => {
    const posted = await places.post('service', 3);
    await places.take('a', posted, { party: 2 });
    await places.take('b', posted, { party: 2 });
    await places.take('c', posted, { party: 1 });
    await world.did('c', 'signups.cancel', { signupId: places.signupOf(posted, 'c') });
    // One is free and fits nobody who waits.
    expect(await code('a', posted, 3)).toBe('OK');
    expect(await code('a', posted, 2)).toBe('OK');
    await places.take('d', posted, { party: 1 });
    await places.take('e', posted, { party: 1 });
    expect(await places.unchanged(() => code('a', posted, 3))).toBe('SLOT_FULL');
    expect(await places.unchanged(() => code('b', posted, 1))).toBe('STILL_WAITING');
  });

  it('by whoever comes, until it begins, or is there already', async () => {
    const posted = await places.post('service', 3);
    await places.take('a', posted, { party: 2 });
    expect(await places.unchanged(() => code('b', posted, 1, undefined, 'a'))).toBe('NOT_FOUND');
    expect(await places.unchanged(() => code('b', posted, 1))).toBe('NOT_FOUND');
    await world.at(posted.start);
    expect(await places.unchanged(() => code('a', posted, 1))).toBe('DEADLINE_PASSED');
    await world.at(MORNING);
    await places.leave('a', posted);
    expect(await places.unchanged(() => code('a', posted, 1))).toBe('NOT_SIGNED_UP');
    const other = await places.post('service', 3, 3 * HOUR);
    await places.take('a', other, { party: 2 });
    await world.at(other.start - 10 * MINUTE);
    await world.did('a', 'attendance.checkIn', { code: await world.screenCode(other.slotId) });
    expect(await places.unchanged(() => code('a', other, 1))).toBe('ALREADY_CHECKED_IN');
    await world.did('leader', 'activities.cancel', { activityId: other.activityId, reason: '下雨' });
    expect(await places.unchanged(() => code('a', other, 1))).toBe('CANCELLED');
  });

  it('by whoever booked for somebody without a phone', async () => {
    const posted = await places.post('service', 4);
    const { personId } = await world.did('a', 'people.add', { name: '奶奶', relation: '奶奶', phone: '' });
    const { signupId } = await places.take('a', posted, { personId, party: 2 });
    expect(await world.code('b', 'signups.resize', { signupId, party: 1 })).toBe('NOT_FOUND');
    expect(await world.did('a', 'signups.resize', { signupId, party: 3 })).toEqual({ signupId, party: 3 });
    expect(await places.taken(posted)).toBe(3);
  });

  it('sent again it is the same, whatever has been changed since', async () => {
    const posted = await places.post('service', 5);
    await places.take('a', posted, { party: 3 });
    const nonce = newNonce();
    const answers = await Promise.all([resize('a', posted, 2, nonce), resize('a', posted, 2, nonce)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await code('a', posted, 4)).toBe('OK');
    expect(await places.unchanged(() => code('a', posted, 2, nonce))).toBe('OK');
    expect(await standing(posted)).toEqual({ a: 4 });
    // To the same number is nothing to refuse.
    expect(await code('a', posted, 4)).toBe('OK');
  });

  it('is what was asked for first, whatever the same call says when it is sent again', async () => {
    const posted = await places.post('service', 5);
    const nonce = newNonce();
    await places.take('a', posted, { party: 3 });
    expect(await code('a', posted, 2, nonce)).toBe('OK');
    await places.rewrite('signups', places.signupOf(posted, 'a'), { $set: { party: 3, receipts: [] } });
    const answer = await resize('a', posted, 50, nonce);
    expect(answer.ok && answer.data.party).toBe(2);
    expect(await standing(posted)).toEqual({ a: 2 });
  });

  it('goes on after a try that died between roster and record, though it could not begin any more', async () => {
    const posted = await places.post('service', 4);
    await places.take('a', posted, { party: 2 });
    const nonce = newNonce();
    expect(await code('a', posted, 4, nonce)).toBe('OK');
    await places.rewrite('signups', places.signupOf(posted, 'a'), { $set: { party: 2, receipts: [] } });
    expect(await code('a', posted, 4, nonce)).toBe('OK');
    expect(await standing(posted)).toEqual({ a: 4 });
    await places.rewrite('signups', places.signupOf(posted, 'a'), { $set: { party: 2, receipts: [] } });
    await world.at(MORNING + 3 * MINUTE);
    await places.repair();
    expect(await standing(posted)).toEqual({ a: 4 });
  });

  it('of those who come, go, grow and shrink at once there are never more than places', async () => {
    for (let round = 0; round < 6; round += 1) {
      await world.at(MORNING + round * HOUR);
      const posted = await places.post('service', 5);
      await places.take('a', posted, { party: 2 });
      await places.take('b', posted, { party: 2 });
      await places.take('c', posted, { party: round % 2 ? 1 : 2 });
      await Promise.all([
        ...[1, 3].map((party) => resize('a', posted, party)),
        ...[1, 4].map((party) => resize('b', posted, party)),
        places.taking('d', posted, { party: 2 }),
        places.taking('e', posted, { party: 1 }),
        world.call('b', 'signups.cancel', { signupId: places.signupOf(posted, 'b') }),
      ]);
      await world.at(MORNING + round * HOUR + 3 * MINUTE);
      for (let again = 0; again < 2; again += 1) await places.repair();
      const held = Object.values(await standing(posted)).map((n) => (n === 'waiting' ? 0 : n));
      expect(held.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(5);
    }
  });
});
