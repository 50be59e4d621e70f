import { HOUR } from '#domain/time';
import { volunteer } from '../../harness/people';
import { existing } from '../../harness/teams';
import { startWorld, station } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** A phone that got no answer sends the same again: it gets the first answer, and nothing is done twice (I6). */
describe('replays', () => {
  let world: World;
  let start = MORNING + 3 * HOUR;

  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b']) await world.person(p);
  });
  afterAll(() => world.close({ raced: true }));
  beforeEach(async () => {
    await world.at(MORNING);
    start += 4 * HOUR;
  });
  const post = () => world.post([{ start, end: start + HOUR }]);
  const twice = async <T>(call: () => Promise<T>): Promise<void> => {
    const [one, two] = await Promise.all([call(), call()]);
    expect(two).toEqual(one);
    const before = await world.everything();
    expect(await call()).toEqual(one);
    expect(await world.everything()).toBe(before);
  };

  it('of an introduction that comes late does not bring the old name back', async () => {
    const nonce = newNonce();
    const first = { name: '旧名字', phone: '13900000002' };
    await world.did('a', 'account.introduce', first, nonce);
    await world.did('a', 'account.introduce', { name: '新名字', phone: '13900000003' });
    expect(await world.did('a', 'account.introduce', first, nonce)).toEqual({ name: '旧名字' });
    expect((await world.did('a', 'me.view', {})).name).toBe('新名字');
  });

  it('of a team make one team and one line in the audit log', async () => {
    await volunteer(world, 'second-leader');
    const team = await existing(world, 'second-leader', { name: '第二队' });
    const nonce = newNonce();
    await twice(() => world.did('officer', 'teams.register', team, nonce));
    const { teamId } = await world.did('officer', 'teams.register', team, nonce);
    expect(await world.documents('memberships', { teamId })).toHaveLength(1);
    expect(await world.documents('audit', { subject: teamId })).toHaveLength(1);
  });

  it('of an import tell the same and write one line in the audit log', async () => {
    const nonce = newNonce();
    const rows = [station('n1', 's1', 'station'), station('n2', 's1', 'station'), { code: 'bad' }];
    const first = await world.did('officer', 'stations.import', { rows }, nonce);
    expect(first).toMatchObject({ written: 2, faults: [{ row: 2 }] });
    expect(await world.did('officer', 'stations.import', { rows }, nonce)).toEqual(first);
    expect(await world.documents('audit', { 'after.written': 2 })).toHaveLength(1);
  });

  it('two imports at the same moment lose no station', async () => {
    const rows = (from: number) => [0, 1, 2].map((i) => station(`m${from + i}`, 's1', 'station'));
    const send = (from: number) => world.did('officer', 'stations.import', { rows: rows(from) });
    await Promise.all([send(0), send(2), send(1)]);
    expect(await world.documents('stations', { _id: { $in: ['m0', 'm1', 'm2', 'm3', 'm4'] } })).toHaveLength(
      5,
    );
  });

  it('of signing up, checking in and out, confirming', async () => {
    const nonces = Array.from({ length: 4 }, newNonce);
    const { slotId } = await post();
    await twice(() => world.did('a', 'signups.take', { slotId, wait: false }, nonces[0]));
    await world.at(start);
    let code = await world.screenCode(slotId);
    await twice(() => world.did('a', 'attendance.checkIn', { code }, nonces[1]));
    await world.at(start + HOUR);
    code = await world.screenCode(slotId);
    await twice(() => world.did('a', 'attendance.checkOut', { code }, nonces[2]));
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    const input = { slotId, lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes })) };
    await twice(() => world.did('leader', 'hours.confirm', input, nonces[3]));
  });

  it('of an activity cancelled: everybody is told once', async () => {
    const { activityId, slotId } = await post();
    for (const p of ['a', 'b']) await world.did(p, 'signups.take', { slotId, wait: false });
    const nonce = newNonce();
    await twice(() => world.did('leader', 'activities.cancel', { activityId, reason: '下雨' }, nonce));
    const told = await world.documents('outbox', { kind: 'cancelled' });
    expect(told.filter((m) => m._id.includes(slotId))).toHaveLength(2);
  });

  it('of a draft thrown away, and of a slot taken out of an activity', async () => {
    const form = { title: '不要了' };
    const draft = await world.did('leader', 'activities.save', { teamId: world.leaderTeam, form });
    const { activityId: gone } = draft;
    const nonces = [newNonce(), newNonce()];
    await twice(() =>
      world.did('leader', 'activities.discard', { activityId: gone, teamId: world.leaderTeam }, nonces[0]),
    );
    const { activityId } = await world.post([
      { start, end: start + HOUR },
      { start, end: start + 2 * HOUR },
    ]);
    // A try that died after the activity and before its slots.
    await world.emulator.store.insert('slots', [{ _id: 'left', activityId: gone, teamId: world.leaderTeam }]);
    await world.did(
      'leader',
      'activities.discard',
      { activityId: gone, teamId: world.leaderTeam },
      nonces[0],
    );
    expect(await world.documents('slots', { _id: 'left' })).toEqual([]);
    const change = {
      activityId,
      revision: 0,
      title: '社区义剪',
      category: 'care',
      summary: '为老人理发',
      risks: '注意用电安全',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [
        {
          slotId: `${activityId}-1`,
          kind: 'shift' as const,
          name: '上午班',
          start,
          end: start + HOUR,
          capacity: 20,
        },
      ],
    };
    await twice(() => world.did('leader', 'activities.change', change, nonces[1]));
    expect(await world.documents('slots', { activityId })).toHaveLength(1);
  });

  it('tells those too who signed up after a cancellation that died half-way', async () => {
    const { activityId, slotId } = await post();
    await world.did('a', 'signups.take', { slotId, wait: false });
    const nonce = newNonce();
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' }, nonce);
    // As the crash leaves it: the messages are out, the activity is not yet cancelled.
    const update = { $set: { state: 'published', receipts: [] } };
    await world.alter('activities', { _id: activityId }, update);
    await world.did('b', 'signups.take', { slotId, wait: false });
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' }, nonce);
    const told = await world.documents('outbox', { kind: 'cancelled' });
    expect(told.filter((m) => m._id.includes(slotId))).toHaveLength(2);
  });

  it('words that people will read are checked wherever they are typed', async () => {
    const { activityId } = await post();
    expect(await world.code('leader', 'activities.cancel', { activityId, reason: '测试违规' })).toBe(
      'CONTENT_REFUSED',
    );
    const activity = {
      teamId: world.leaderTeam,
      title: '义剪',
      category: 'care',
      summary: '理发',
      risks: '无',
      contactPhone: '13900000001',
      venue: { name: '测试违规', address: '路口', place: { longitude: 111.2, latitude: 34.7 } },
      slots: [{ kind: 'shift' as const, name: '班', start, end: start + HOUR, capacity: 1 }],
    };
    expect(await world.code('leader', 'activities.post', activity)).toBe('CONTENT_REFUSED');
  });

  it('none of which asked without an index', () => {
    expect(world.emulator.metrics().unindexedQueries).toEqual([]);
  });
});
