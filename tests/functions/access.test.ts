import type { ActionName, Input } from '#domain/contract';
import type { ErrorCode } from '#domain/errors';
import { HOUR } from '#domain/time';
import { noKey } from '#domain/unique';
import { volunteer } from '../../harness/people';
import { existing } from '../../harness/teams';
import { startWorld, station } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** Who may do what to whose things, and what is shown to nobody. */
describe('access', () => {
  let world: World;
  let slotId: string;
  let activityId: string;
  let otherTeam: string;
  let outsider: string;

  const change = (collection: string, _id: string, update: Record<string, unknown>) =>
    world.alter(collection, { _id }, update);

  beforeAll(async () => {
    world = await startWorld();
    const rows = [station('north', 'root', 'centre', 0.1), station('n1', 'north', 'institute', 0.11)];
    await world.did('officer', 'stations.import', { rows });
    await volunteer(world, 'leader2', { name: '赵队长' });
    const team = await existing(world, 'leader2', { name: '另一队' });
    otherTeam = (await world.did('officer', 'teams.register', team)).teamId;
    outsider = await world.person('north-staff');
    await change('accounts', outsider, { $set: { duties: ['north'] } });
    await world.person('volunteer');
    ({ slotId, activityId } = await world.post());
  });
  afterAll(() => world.close());
  const refused = async <A extends ActionName>(
    who: string,
    action: A,
    input: Input<A>,
    code: ErrorCode = 'NOT_FOUND',
  ) => {
    const before = await world.everything();
    expect([action, await world.code(who, action, input)]).toEqual([action, code]);
    expect(await world.everything()).toBe(before);
  };
  const posting = (teamId: string) => ({
    teamId,
    title: '义剪',
    category: 'care',
    summary: '理发',
    risks: '无',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots: [
      { kind: 'shift' as const, name: '班', start: MORNING + HOUR, end: MORNING + 2 * HOUR, capacity: 1 },
    ],
  });

  it("a leader has nothing to say in another team, nor has a member in one's own", async () => {
    await refused('leader2', 'desk.view', { slotId });
    await refused('leader2', 'hours.proposals', { slotId });
    await refused('leader2', 'hours.confirm', { slotId, lines: [{ attendanceId: 'x', minutes: 1 }] });
    await refused('leader2', 'activities.cancel', { activityId, reason: '雨' });
    await refused('leader2', 'activities.post', posting(world.leaderTeam));
    expect(await world.did('leader2', 'activities.led', {})).toEqual({ activities: [] });
    const member = {
      _id: `${otherTeam}_x`,
      seat: noKey(`${otherTeam}_x`),
      teamId: otherTeam,
      accountId: outsider,
      role: 'member',
      since: new Date(MORNING),
    };
    await world.emulator.store.insert('memberships', [member]);
    await refused('north-staff', 'activities.post', posting(otherTeam), 'NOT_ALLOWED');
  });

  it('staff serve their own part of the tree only', async () => {
    const team = await existing(world, 'leader2');
    await refused('north-staff', 'teams.register', { ...team, stationId: 's1' });
    await refused('north-staff', 'teams.register', { ...team, stationId: 'none' });
    expect(await world.code('north-staff', 'teams.register', { ...team, stationId: 'n1' })).toBe('OK');
    const rows = [
      station('x1', 's1', 'station'),
      station('n2', 'n1', 'station'),
      station('s1', 'north', 'institute'),
    ];
    const { written, faults } = await world.did('north-staff', 'stations.import', { rows });
    expect(written).toBe(1);
    expect(faults.map((f) => [f.row, f.fault])).toEqual([
      [0, 'NOT_YOURS'],
      [2, 'NOT_YOURS'],
    ]);
    await refused('volunteer', 'stations.import', { rows }, 'NOT_ALLOWED');
    expect(await world.documents('audit', { actor: outsider })).toHaveLength(2);
  });

  it('a station that others stand under is not moved away from them', async () => {
    const rows = [station('m1', 'county', 'institute'), station('m2', 'm1', 'station')];
    await world.did('officer', 'stations.import', { rows });
    const moved = (code: string, parent: string, tier: 'institute' | 'station') =>
      world.did('officer', 'stations.import', { rows: [station(code, parent, tier)] });
    expect(await moved('m1', 'north', 'institute')).toMatchObject({
      written: 0,
      faults: [{ row: 0, fault: 'HAS_STATIONS', field: 'parentCode' }],
    });
    const pathOf = async (_id: string) => (await world.documents('stations', { _id }))[0]?.['ancestors'];
    expect(await pathOf('m2')).toEqual(['root', 'county', 'm1']);
    expect(await moved('m2', 'n1', 'station')).toMatchObject({ written: 1, faults: [] });
    expect(await moved('m1', 'north', 'institute')).toMatchObject({ written: 1, faults: [] });
    expect(await Promise.all(['m1', 'm2'].map(pathOf))).toEqual([
      ['root', 'north'],
      ['root', 'north', 'n1'],
    ]);
  });

  it('a suspended team posts nothing new, but sees to what it has promised', async () => {
    await change('teams', world.leaderTeam, { $set: { state: 'suspended' } });
    expect(await world.code('leader', 'activities.post', posting(world.leaderTeam))).toBe('TEAM_SUSPENDED');
    expect(await world.code('leader', 'desk.view', { slotId })).toBe('OK');
    await change('teams', world.leaderTeam, { $set: { state: 'active' } });
  });

  it('what is held back or cancelled stands in no list', async () => {
    const held = { ...posting(world.leaderTeam), title: '测试复核' };
    const { activityId: heldId, state } = await world.did('leader', 'activities.post', held);
    expect(state).toBe('submitted');
    const shown = async () => {
      const place = { longitude: 111.21, latitude: 34.78 };
      return JSON.stringify([
        await world.did('volunteer', 'activities.list', { day: '2026-03-01' }),
        await world.did('volunteer', 'stations.view', { stationId: 's1' }),
        await world.did('volunteer', 'stations.nearby', { place }),
        await world.did('volunteer', 'stations.search', { text: 's1' }),
        await world.did('volunteer', 'home.view', { place }),
      ]);
    };
    expect(await shown()).toContain(activityId);
    expect(await shown()).not.toContain('测试复核');
    expect(await shown()).not.toContain(heldId);
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
    expect(await shown()).not.toContain(activityId);
  });
});
