import { signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { joinTeam } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** A place as the roster keeps it. */
const hold = (change: object = {}) => ({
  at: new Date(MORNING),
  nonce: 'x',
  party: 1,
  revision: 0,
  ...change,
});

/** What a process leaves behind that died between two writes, and who mends it (I7). */
describe('places after a crash or a race', () => {
  let world: World;
  let slotId: string;
  let activityId: string;
  let start = MORNING + 4 * HOUR;
  const ids: Record<string, string> = {};
  const PEOPLE = ['a', 'b', 'c', 'd'];

  beforeAll(async () => {
    world = await startWorld();
    for (const p of PEOPLE) ids[p] = await world.person(p);
  });
  afterAll(() => world.close({ raced: true }));
  beforeEach(async () => {
    await world.at(MORNING);
    start += 3 * HOUR;
    ({ slotId, activityId } = await world.post([{ capacity: 1, start, end: start + HOUR }]));
  });

  const take = (who: string, wait = true, nonce?: string) =>
    world.did(who, 'signups.take', { slotId, wait }, nonce);
  const signupOf = (who: string) => signupIdOf(slotId, ids[who] ?? '');
  const leave = (who: string) => world.code(who, 'signups.cancel', { signupId: signupOf(who) });
  const rewrite = (collection: string, _id: string, update: Record<string, unknown>) =>
    world.alter(collection, { _id }, update);
  async function states(): Promise<Record<string, unknown>> {
    const signups = await world.documents('signups', { slotId });
    const named = PEOPLE.map((p) => [p, signups.find((s) => s._id === signupOf(p))?.['state']]);
    return Object.fromEntries(named) as Record<string, unknown>;
  }
  async function repaired() {
    await world.at(MORNING + 3 * MINUTE);
    return world.jobs.repair();
  }
  const toldOf = async (who: string) =>
    (await world.documents('outbox', { kind: 'promoted', accountId: ids[who] })).filter((m) =>
      m._id.includes(slotId),
    );

  it('tells and records an heir whose place came by a cancellation that died', async () => {
    await take('a');
    await take('b');
    await rewrite('slots', slotId, {
      $set: { [`roster.${ids['b']}`]: hold({ promoted: true }) },
      $unset: { [`roster.${ids['a']}`]: '' },
    });
    expect(await repaired()).toMatchObject({ repaired: 2 });
    expect(await states()).toMatchObject({ a: 'waiting', b: 'confirmed' });
    expect(await toldOf('b')).toHaveLength(1);
    expect(await leave('a')).toBe('OK');
  });

  it('keeps a place for who comes back to it, though others wait by now', async () => {
    const nonce = newNonce();
    await take('a', false, nonce);
    await world.emulator.store.remove('signups', { query: { _id: signupOf('a') }, multi: false });
    await take('b');
    expect((await take('a', false, nonce)).state).toBe('confirmed');
    expect(await states()).toMatchObject({ a: 'confirmed', b: 'waiting' });
  });

  it('passes the place on once when its holder cancels twice at the same moment', async () => {
    for (const p of PEOPLE) await take(p);
    const codes = await Promise.all(['a', 'a', 'b'].map(leave));
    expect(codes).toContain('OK');
    await repaired();
    expect(Object.values(await states()).filter((s) => s === 'confirmed')).toHaveLength(1);
    const [slot] = await world.documents('slots', { _id: slotId });
    expect(slot?.['taken']).toBe(1);
  });

  it('passes two places given up at the same moment to two who wait, without the repair job', async () => {
    ({ slotId } = await world.post([{ capacity: 2, start: start + HOUR, end: start + 2 * HOUR }]));
    for (const p of PEOPLE) await take(p);
    expect(await Promise.all(['a', 'b'].map(leave))).toEqual(['OK', 'OK']);
    expect(await states()).toEqual({ a: 'cancelled', b: 'cancelled', c: 'confirmed', d: 'confirmed' });
  });

  it('lets a place go that its holder had cancelled already, and keeps one that they took again', async () => {
    await take('a');
    await leave('a');
    // Passed on to who left the line at that moment: free again.
    await rewrite('slots', slotId, { $set: { taken: 1, [`roster.${ids['a']}`]: hold({ promoted: true }) } });
    await repaired();
    expect(await states()).toMatchObject({ a: 'cancelled' });
    expect((await world.documents('slots', { _id: slotId }))[0]).toMatchObject({ taken: 0, roster: {} });
    // Taken by their own hand, by a call that died before it could write so.
    const at = new Date(MORNING + 4 * MINUTE);
    const own = { [`roster.${ids['a']}`]: hold({ at }), taken: 1, touchedAt: at };
    await rewrite('slots', slotId, { $set: own });
    await world.at(MORNING + 8 * MINUTE);
    await world.jobs.repair();
    expect(await states()).toMatchObject({ a: 'confirmed' });
  });

  it('finishes a swap that died after the place had passed, by itself or by the same tap', async () => {
    await joinTeam(world, [ids['b'] ?? '', ids['c'] ?? '']);
    const nonce = newNonce();
    const again = () => world.code('b', 'signups.takeOver', { signupId: signupOf('a') }, nonce);
    const swap = async () => {
      const passed = hold({ nonce, from: ids['a'] });
      await rewrite('slots', slotId, {
        $set: { [`roster.${ids['b']}`]: passed, touchedAt: new Date(MORNING) },
        $unset: { [`roster.${ids['a']}`]: '' },
      });
    };
    for (const finish of [repaired, again]) {
      await world.at(MORNING);
      start += 3 * HOUR;
      ({ slotId, activityId } = await world.post([{ capacity: 1, start, end: start + HOUR }]));
      await take('a');
      await world.did('a', 'signups.offer', { signupId: signupOf('a'), offered: true });
      await swap();
      await finish();
      expect(await states()).toMatchObject({ a: 'cancelled', b: 'confirmed' });
      const told = await world.documents('outbox', { kind: 'offered', accountId: ids['a'] });
      expect(told.filter((m) => m._id.includes(slotId))).toHaveLength(1);
      expect(await again()).toBe('OK');
      expect((await world.documents('slots', { _id: slotId }))[0]?.['taken']).toBe(1);
    }
  });

  it('mends an offer and an answer whose record was not written', async () => {
    await take('a');
    await rewrite('slots', slotId, { $set: { [`roster.${ids['a']}.offered`]: true } });
    await repaired();
    const record = async () => (await world.documents('signups', { _id: signupOf('a') }))[0];
    expect(await record()).toMatchObject({ offeredFor: world.leaderTeam });
    // Answered, though the record still waits for it: the job that lets places go leaves it alone.
    await rewrite('signups', signupOf('a'), { $set: { confirmBy: new Date(MORNING) } });
    expect(await world.jobs.repair()).toMatchObject({ lapsed: 0 });
    expect(await record()).toMatchObject({ state: 'confirmed' });
    expect(await record()).not.toHaveProperty('confirmBy');
  });

  it('takes a yes whose record was not written for a yes, sent again or twice at once', async () => {
    await take('a');
    const mine = `roster.${ids['a']}`;
    const unanswered = { $set: { confirmBy: new Date(start - HOUR), receipts: [] } };
    const nonce = newNonce();
    const yes = () => world.code('a', 'signups.confirm', { signupId: signupOf('a'), revision: 0 }, nonce);
    await rewrite('signups', signupOf('a'), unanswered);
    await rewrite('slots', slotId, { $set: { [`${mine}.confirmBy`]: new Date(start - HOUR) } });
    expect(await Promise.all([yes(), yes(), yes()])).toEqual(['OK', 'OK', 'OK']);
    await rewrite('signups', signupOf('a'), unanswered);
    expect(await yes()).toBe('OK');
    const [record] = await world.documents('signups', { _id: signupOf('a') });
    expect([record?.['state'], record?.['confirmBy']]).toEqual(['confirmed', undefined]);
  });

  it('takes an offer whose record was not written for an offer, sent again or twice at once', async () => {
    await take('a');
    const nonce = newNonce();
    const offer = () => world.code('a', 'signups.offer', { signupId: signupOf('a'), offered: true }, nonce);
    expect(await Promise.all([offer(), offer(), offer()])).toEqual(['OK', 'OK', 'OK']);
    await rewrite('signups', signupOf('a'), { $set: { receipts: [] }, $unset: { offeredFor: '' } });
    const [slot] = await world.documents('slots', { _id: slotId });
    // At the same millisecond, too, as a clock that stands still has it.
    await world.at((slot?.['touchedAt'] as Date).getTime());
    expect(await offer()).toBe('OK');
    const [record] = await world.documents('signups', { _id: signupOf('a') });
    expect(record?.['offeredFor']).toBe(world.leaderTeam);
  });

  it('ends a sign-up that was let go, though its record was not written', async () => {
    await take('a');
    await take('b');
    await rewrite('signups', signupOf('a'), { $set: { confirmBy: new Date(MORNING) } });
    await rewrite('slots', slotId, {
      $set: { [`roster.${ids['b']}`]: hold({ promoted: true }) },
      $unset: { [`roster.${ids['a']}`]: '' },
    });
    await repaired();
    expect(await states()).toMatchObject({ a: 'cancelled', b: 'confirmed' });
    expect(await toldOf('b')).toHaveLength(1);
  });

  it('promotes nobody to what has been cancelled, and what has been cancelled hinders nobody', async () => {
    await take('a');
    await take('b');
    await world.did('leader', 'activities.cancel', { activityId, reason: '大雨' });
    expect(await leave('a')).toBe('OK');
    expect(await toldOf('b')).toEqual([]);
    const instead = await world.post([{ start, end: start + HOUR }]);
    const again = await world.did('b', 'signups.take', { slotId: instead.slotId, wait: false });
    expect(again.state).toBe('confirmed');
  });

  it('posts an activity whose first try died after its slots, but not with slots of another shape', async () => {
    const nonce = newNonce();
    const post = (capacity: number) =>
      world.call(
        'leader',
        'activities.post',
        {
          teamId: world.leaderTeam,
          title: '义剪',
          category: 'care',
          summary: '理发',
          risks: '无',
          contactPhone: '13900000001',
          venue: { stationId: 's1' },
          slots: [1, 2].map((n) => ({ kind: 'shift', name: `班${n}`, start, end: start + HOUR, capacity })),
        },
        nonce,
      );
    const first = await post(3);
    const _id = first.ok ? first.data.activityId : '';
    // As the crash leaves it.
    await world.emulator.store.remove('activities', { query: { _id }, multi: false });
    expect(await post(4)).toMatchObject({ error: { code: 'CONFLICT' } });
    expect(await world.documents('activities', { _id })).toEqual([]);
    expect(await post(3)).toMatchObject(first);
    expect(await world.documents('slots', { activityId: _id })).toHaveLength(2);
  });

  it('tells who took a place at the very moment its activity was cancelled', async () => {
    await take('a');
    // As a sign-up leaves it that was read before the cancellation and written after it.
    await rewrite('activities', activityId, { $set: { state: 'cancelled', cancelReason: '雨' } });
    await repaired();
    await repaired();
    const told = await world.documents('outbox', { kind: 'cancelled' });
    expect(told.filter((m) => m._id.includes(slotId)).map((m) => m['accountId'])).toEqual([ids['a']]);
  });

  it('looks no more at what has been settled', async () => {
    await take('a');
    await world.at(MORNING + 3 * MINUTE);
    expect((await world.jobs.repair()).slots).toBeGreaterThan(0);
    await world.at(MORNING + 10 * MINUTE);
    await world.jobs.repair();
    expect((await world.jobs.repair()).slots).toBe(0);
    await world.at(MORNING + 11 * MINUTE);
    await leave('a');
    await world.at(MORNING + 14 * MINUTE);
    expect((await world.jobs.repair()).slots).toBe(1);
  });
});
