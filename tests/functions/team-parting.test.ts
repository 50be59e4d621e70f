import { DAY, MINUTE } from '#domain/time';
import { noKey } from '#domain/unique';
import { activeMembership, volunteer } from '../../harness/people';
import { join, serving, teamOf } from '../../harness/teams';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** Staff stop a team or dissolve it: whom that concerns is told, once, and is held by nothing. */
describe('a team stopped or dissolved', () => {
  let world: World;
  let count = 0;

  beforeAll(async () => {
    world = await startWorld();
    await serving(world, 'local', 'county');
  });
  afterAll(() => world.close());
  beforeEach(() => world.at(MORNING));

  async function somebody(): Promise<{ openid: string; accountId: string }> {
    const openid = `person-${(count += 1)}`;
    return { openid, accountId: await volunteer(world, openid) };
  }
  /** Leader, deputy, member, and somebody who has asked. */
  async function peopled() {
    const [leader, deputy, member, applicant] = [
      await somebody(),
      await somebody(),
      await somebody(),
      await somebody(),
    ];
    const teamId = await teamOf(world, leader.openid);
    for (const { openid, accountId } of [deputy, member])
      await join(world, teamId, openid, accountId, leader.openid);
    await world.did(leader.openid, 'teams.appoint', { teamId, accountId: deputy.accountId, role: 'deputy' });
    await world.did(applicant.openid, 'teams.apply', { teamId });
    return { teamId, leader, deputy, member, applicant };
  }
  const govern = (teamId: string, move: 'suspend' | 'lift' | 'dissolve', nonce = newNonce()) =>
    world.did('local', 'teams.suspend', { teamId, move, reason: '人手不足' }, nonce);
  /** Who was told this of the team, in order of their ids. */
  async function told(teamId: string, state: string): Promise<unknown[]> {
    const page = `packages/team/view/index?id=${teamId}`;
    const messages = await world.documents('outbox', { page, 'values.phrase2': state });
    return messages.map((m) => m['accountId']).sort();
  }
  const ids = (...people: { accountId: string }[]) => people.map(({ accountId }) => accountId).sort();
  const repair = (at: number) => world.at(MORNING + at).then(() => world.jobs.repair());
  const unset = (_id: string, change: object) => world.alter('memberships', { _id }, change);

  it('tells leader and deputies that it is suspended, and again that it is lifted', async () => {
    const { teamId, leader, deputy } = await peopled();
    const nonce = newNonce();
    await govern(teamId, 'suspend', nonce);
    await govern(teamId, 'suspend', nonce);
    expect(await told(teamId, '已暂停')).toEqual(ids(leader, deputy));
    await govern(teamId, 'lift');
    expect(await told(teamId, '已恢复')).toEqual(ids(leader, deputy));
  });

  it('keeps its people when the call that suspended it says something else the second time', async () => {
    const { teamId } = await peopled();
    const nonce = newNonce();
    await govern(teamId, 'suspend', nonce);
    expect(await govern(teamId, 'dissolve', nonce)).toEqual({ teamId, state: 'suspended' });
    expect(await world.documents('memberships', { teamId, state: 'left' })).toEqual([]);
  });

  it('tells everybody who was in it or had asked that it is dissolved, once', async () => {
    const { teamId, leader, deputy, member, applicant } = await peopled();
    const gone = await somebody();
    await join(world, teamId, gone.openid, gone.accountId, leader.openid);
    await world.did(gone.openid, 'teams.leave', { teamId });
    const nonce = newNonce();
    await govern(teamId, 'dissolve', nonce);
    expect(await world.did(applicant.openid, 'teams.mine', {})).toMatchObject({ teams: [] });
    await repair(MINUTE);
    const everybody = ids(leader, deputy, member, applicant);
    expect(await told(teamId, '已解散')).toEqual(everybody);
    await govern(teamId, 'dissolve', nonce);
    await repair(2 * MINUTE);
    await repair(3 * MINUTE);
    expect(await told(teamId, '已解散')).toEqual(everybody);
    const mine = (await world.did(member.openid, 'teams.view', { teamId })).mine;
    expect(mine).toMatchObject({ state: 'left', reason: '人手不足' });
    const left = await world.documents('memberships', { teamId });
    expect(left.map((m) => m['seat'])).toEqual(left.map((m) => noKey(m._id)));
    for (const membership of left)
      for (const field of ['memberOf', 'askedOf', 'order', 'grams', 'tellAt'])
        expect(membership).not.toHaveProperty(field);
    expect((await world.documents('teams', { _id: teamId }))[0]).not.toHaveProperty('partingAt');
  });

  it('frees and tells those whom a call that died has left in it, and who came in at that moment', async () => {
    const { teamId, member, applicant } = await peopled();
    await govern(teamId, 'dissolve');
    const late = activeMembership(teamId, member.accountId, member.openid);
    await unset(late._id, { $set: late });
    await unset(`${teamId}_${applicant.accountId}`, {
      $set: { state: 'applied', askedOf: teamId },
      $unset: { tellAt: '' },
    });
    // Somebody could still be in the middle of it.
    await repair(MINUTE);
    expect(await world.documents('memberships', { teamId, state: 'active' })).toHaveLength(1);
    await repair(2 * MINUTE);
    expect(await world.documents('memberships', { teamId, state: 'left' })).toHaveLength(4);
    expect(await world.did(member.openid, 'teams.view', { teamId })).toMatchObject({ seatsLeft: 5 });
    expect(await told(teamId, '已解散')).toEqual(expect.arrayContaining(ids(member, applicant)));
  });

  it('tells thousands in as many runs as it takes, whatever the call does', async () => {
    const leader = await somebody();
    const teamId = await teamOf(world, leader.openid);
    const people = Array.from({ length: 6_000 }, (_person, i) =>
      activeMembership(teamId, `p${i}`, `队员${i}`),
    );
    await world.emulator.store.insert('memberships', people);
    await govern(teamId, 'dissolve');
    expect(await told(teamId, '已解散')).toEqual([]);
    let toldInAll = 0;
    for (let run = 1; toldInAll < 6_001 && run <= 10; run += 1) {
      toldInAll += (await repair(run * MINUTE)).told;
    }
    expect(toldInAll).toBe(6_001);
    expect(new Set(await told(teamId, '已解散')).size).toBe(6_001);
    expect((await repair(DAY)).told).toBe(0);
  });

  it('keeps who hands it over soon after it was opened, wherever that call dies', async () => {
    const { teamId, leader, member } = await peopled();
    await world.did(leader.openid, 'teams.appoint', { teamId, accountId: member.accountId, role: 'leader' });
    const [own] = await world.documents('memberships', { teamId, accountId: leader.accountId });
    expect(own).toMatchObject({ state: 'active', role: 'deputy' });
    // As a death leaves it that came before the giver stepped down.
    const leading = { at: new Date(MORNING), before: null };
    await world.alter('memberships', { _id: own?._id }, { $set: { role: 'leader', leading } });
    await world.at(MORNING + 2 * MINUTE);
    for (let i = 0; i < 2; i += 1) await world.did(null, 'jobs.sweep', { name: 'settleLeaders' });
    const found = await world.documents('memberships', { teamId, state: 'active' });
    expect(found.map(({ accountId, role }) => [accountId, role])).toEqual(
      expect.arrayContaining([
        [leader.accountId, 'deputy'],
        [member.accountId, 'leader'],
      ]),
    );
  });

  it('stays with its leader when whom it was handed to gave up the account at that moment', async () => {
    const { teamId, leader, member } = await peopled();
    const [own] = await world.documents('memberships', { teamId, accountId: member.accountId });
    const handed = { teamId, accountId: member.accountId, role: 'leader' } as const;
    await world.did(leader.openid, 'teams.appoint', handed);
    // Giving up had found a member who leads nothing, and ends what they are in.
    await world.alter('accounts', { _id: member.accountId }, { $set: { openid: 'gone:member', name: '' } });
    await world.alter(
      'memberships',
      { _id: own?._id },
      {
        $set: { state: 'left', role: 'member', seat: noKey(own?._id ?? '') },
        $unset: { memberOf: '', order: '', grams: '' },
      },
    );
    await world.at(MORNING + MINUTE);
    await world.did(null, 'jobs.sweep', { name: 'settleLeaders' });
    const leads = async () => (await world.documents('teams', { _id: teamId }))[0]?.['leaderId'];
    // Somebody could still be in the middle of it.
    expect(await leads()).toBe(member.accountId);
    await world.at(MORNING + 2 * MINUTE);
    for (let i = 0; i < 2; i += 1) await world.did(null, 'jobs.sweep', { name: 'settleLeaders' });
    expect(await leads()).toBe(leader.accountId);
    const roles = await world.documents('memberships', { teamId, state: 'active', role: 'leader' });
    expect(roles.map(({ accountId }) => accountId)).toEqual([leader.accountId]);
    expect(await world.documents('memberships', { teamId, leading: { $exists: true } })).toEqual([]);
    expect(await world.code(leader.openid, 'teams.numbers', { teamId })).toBe('OK');
  });
});
