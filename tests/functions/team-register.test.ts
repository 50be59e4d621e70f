import { membershipIdOf } from '#domain/ids';
import { withKey } from '#domain/unique';
import { volunteer } from '../../harness/people';
import { existing, serving } from '../../harness/teams';
import { startWorld, station } from '../../harness/small-city';
import { newNonce, type World } from '../../harness/world';

/** L1: teams that there are already, taken over from paper by staff for leaders who have registered. */
describe('registering a team that there is already', () => {
  let world: World;
  let count = 0;

  beforeAll(async () => {
    world = await startWorld();
    await world.did('officer', 'stations.import', { rows: [station('other', 'root', 'centre', 0.3)] });
    await serving(world, 'local', 'county');
  });
  afterAll(() => world.close());

  async function leader(name = '张桂芳'): Promise<{ openid: string; accountId: string }> {
    const openid = `leader-${(count += 1)}`;
    return { openid, accountId: await volunteer(world, openid, { name }) };
  }
  async function unchanged(call: () => Promise<string>): Promise<string> {
    const before = await world.everything();
    const code = await call();
    expect(await world.everything()).toBe(before);
    return code;
  }

  it('opens it at once, led by whose number and name were told, once however often it is sent', async () => {
    const { openid, accountId } = await leader();
    const input = await existing(world, openid, { name: '老街巡逻队', leaderName: '张 桂芳' });
    const nonce = newNonce();
    const [one, two] = await Promise.all(
      [1, 2].map(() => world.did('local', 'teams.register', input, nonce)),
    );
    expect(two).toEqual(one);
    const teamId = one?.teamId ?? '';
    expect(await world.documents('memberships', { teamId })).toMatchObject([
      { role: 'leader', seat: withKey(membershipIdOf(teamId, accountId), `${accountId}_1`) },
    ]);
    expect(await world.did(openid, 'teams.view', { teamId })).toMatchObject({
      name: '老街巡逻队',
      state: 'active',
      heads: true,
      about: input.about,
      phone: input.phone,
    });
    const place = { longitude: 111.21, latitude: 34.78 };
    expect((await world.did('anyone', 'teams.list', { place, text: '巡逻' })).teams.map((t) => t.id)).toEqual(
      [teamId],
    );
    const { members } = await world.did(openid, 'teams.members', { teamId, text: '桂芳' });
    expect(members.map((m) => m.accountId)).toEqual([accountId]);
    expect(await world.documents('audit', { subject: teamId })).toMatchObject([
      { action: 'teams.register', after: { leaderId: accountId } },
    ]);
  });

  it('finishes what a try that died had begun', async () => {
    const { openid } = await leader();
    const input = await existing(world, openid);
    const nonce = newNonce();
    const { teamId } = await world.did('local', 'teams.register', input, nonce);
    await world.emulator.store.remove('teams', { query: { _id: teamId }, multi: false });
    expect(await world.did('local', 'teams.register', input, nonce)).toEqual({ teamId, state: 'active' });
    expect(await world.documents('memberships', { teamId })).toHaveLength(1);
    expect(await world.code(openid, 'teams.members', { teamId })).toBe('OK');
  });

  it('makes nobody the leader whose name is another', async () => {
    const { openid } = await leader();
    const input = await existing(world, openid);
    const tried = (change: Partial<typeof input>) =>
      unchanged(() => world.code('local', 'teams.register', { ...input, ...change }));
    expect(await tried({ leaderName: '张桂芬' })).toBe('NOT_FOUND');
    expect(await tried({ leaderNumber: '000000000' })).toBe('NOT_FOUND');
    expect(await tried({ leaderNumber: '12345678' })).toBe('BAD_INPUT');
  });

  it('is refused outside one’s area, at a closed station, in words that the check refuses', async () => {
    const { openid } = await leader();
    const input = await existing(world, openid);
    const tried = (change: Partial<typeof input>, who = 'local') =>
      unchanged(() => world.code(who, 'teams.register', { ...input, ...change }));
    expect(await tried({ stationId: 'other' })).toBe('NOT_FOUND');
    expect(await tried({ stationId: 'none' })).toBe('NOT_FOUND');
    expect(await tried({}, openid)).toBe('NOT_ALLOWED');
    expect(await tried({ category: 'none' })).toBe('BAD_INPUT');
    expect(await tried({ about: '测试违规' })).toBe('CONTENT_REFUSED');
    await world.alter('stations', { _id: 's1' }, { $set: { closed: true } });
    expect(await tried({})).toBe('STATION_CLOSED');
    await world.alter('stations', { _id: 's1' }, { $set: { closed: false } });
  });

  it('is for somebody who is in fewer than five', async () => {
    const { openid } = await leader();
    const input = await existing(world, openid);
    for (let i = 1; i <= 5; i += 1) await world.did('local', 'teams.register', input);
    expect(await unchanged(() => world.code('local', 'teams.register', input))).toBe('TOO_MANY_TEAMS');
  });
});
