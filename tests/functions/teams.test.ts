import { HOUR } from '#domain/time';
import { volunteer } from '../../harness/people';
import { founding, serving, teamOf } from '../../harness/teams';
import { startWorld, station } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** L1: found by a volunteer, judged by staff where it is at home; suspended, lifted, dissolved by them. */
describe('founding a team', () => {
  let world: World;
  let count = 0;
  const place = { longitude: 111.21, latitude: 34.78 };

  beforeAll(async () => {
    world = await startWorld();
    const rows = [station('other', 'root', 'centre', 0.3), station('s1a', 's1', 'station', 0.03)];
    await world.did('officer', 'stations.import', { rows });
    await serving(world, 'local', 'county');
    await serving(world, 'neighbour', 'other');
  });
  afterAll(() => world.close());
  beforeEach(() => world.at(MORNING));

  async function founder(): Promise<string> {
    const openid = `founder-${(count += 1)}`;
    await volunteer(world, openid);
    return openid;
  }
  const teamOfId = async (_id: string) => (await world.documents('teams', { _id }))[0];
  const membershipsOf = (teamId: string) => world.documents('memberships', { teamId });
  const heldBy = async (openid: string) => (await world.did(openid, 'teams.held', {})).held.map((t) => t.id);
  const near = async () =>
    (await world.did('leader', 'teams.list', { place, limit: 50 })).teams.map((t) => t.id);
  const logOf = (subject: string) => world.documents('audit', { subject });

  async function unchanged(call: () => Promise<string>): Promise<string> {
    const before = await world.everything();
    const code = await call();
    expect(await world.everything()).toBe(before);
    return code;
  }

  it('waits for staff of its area, who read all that it says and whom to call', async () => {
    const who = await founder();
    const { teamId, state } = await world.did(who, 'teams.found', founding());
    expect(state).toBe('submitted');
    expect(await heldBy('officer')).toContain(teamId);
    expect(await heldBy('neighbour')).not.toContain(teamId);
    const { held } = await world.did('local', 'teams.held', {});
    expect(held.find((t) => t.id === teamId)).toMatchObject({
      kind: 'team',
      name: '暖阳陪伴队',
      about: '每周看望独居老人',
      joining: '有耐心就行',
      phone: '13900000006',
      category: 'health',
      station: { id: 's1', name: 's1文明实践站' },
      contact: { name: who, phone: '13900000005' },
    });
    // Nobody else sees it, and nobody can act with it.
    expect(await near()).not.toContain(teamId);
    expect(await world.code('leader', 'teams.view', { teamId })).toBe('NOT_FOUND');
    expect(await world.did(who, 'teams.view', { teamId })).toMatchObject({
      state: 'submitted',
      leads: false,
    });
    expect(await world.code(who, 'teams.members', { teamId })).toBe('NOT_ALLOWED');
    const mine = await world.did(who, 'teams.mine', {});
    expect(mine).toMatchObject({ teams: [], pending: [{ teamId, state: 'submitted' }] });
  });

  it('is opened by approval: found near its home and by its name, led by its founder', async () => {
    const who = await founder();
    const { teamId } = await world.did(who, 'teams.found', founding({ name: '黄河清风宣讲队' }));
    const nonce = newNonce();
    const approve = { teamId, verdict: 'approve' } as const;
    expect(await world.did('local', 'teams.review', approve, nonce)).toEqual({ teamId, state: 'active' });
    expect(await world.did('local', 'teams.review', approve, nonce)).toEqual({ teamId, state: 'active' });
    expect(await heldBy('officer')).not.toContain(teamId);
    expect(await near()).toContain(teamId);
    const named = async (text: string) => (await world.did('leader', 'teams.list', { place, text })).teams;
    expect(await named('清风')).toMatchObject([{ id: teamId, name: '黄河清风宣讲队', sub: false }]);
    expect(await named('！')).toEqual([]);
    expect(await world.did(who, 'teams.view', { teamId })).toMatchObject({
      state: 'active',
      members: 1,
      leaderName: who,
      leads: true,
      heads: true,
      serves: false,
      mine: { state: 'active', role: 'leader' },
      seatsLeft: 4,
      coming: [],
      subTeams: [],
      parent: null,
      year: { activities: 0, personTimes: 0, minutes: 0, served: 0 },
    });
    expect(await world.did(who, 'session.open', {})).toMatchObject({
      teams: [{ id: teamId, suspended: false }],
    });
    const told = await world.documents('outbox', {
      kind: 'reviewed',
      page: `packages/team/view/index?id=${teamId}`,
    });
    expect(told).toMatchObject([{ values: { thing1: '黄河清风宣讲队', phrase2: '已通过' } }]);
    expect(await logOf(teamId)).toMatchObject([
      { action: 'teams.review', before: { state: 'submitted' }, after: { state: 'active' } },
    ]);
  });

  it('is refused with a reason that its founder reads, mended and sent again', async () => {
    const who = await founder();
    const { teamId } = await world.did(who, 'teams.found', founding());
    const refuse = { teamId, verdict: 'refuse' } as const;
    expect(await unchanged(() => world.code('local', 'teams.review', refuse))).toBe('REASON_NEEDED');
    await world.did('local', 'teams.review', { ...refuse, reason: '请写清楚做什么' });
    const { pending } = await world.did(who, 'teams.mine', {});
    expect(pending).toMatchObject([{ teamId, state: 'refused', reason: '请写清楚做什么' }]);
    expect(await heldBy('local')).not.toContain(teamId);
    expect(await world.code('local', 'teams.review', { ...refuse, reason: '再退一次' })).toBe(
      'ALREADY_REVIEWED',
    );
    const mended = founding({ teamId, name: '暖阳送餐队', about: '给独居老人送午饭' });
    expect(await world.code('officer', 'teams.found', mended)).toBe('REGISTRATION_NEEDED');
    expect(await world.code(await founder(), 'teams.found', mended)).toBe('NOT_FOUND');
    const nonce = newNonce();
    const [one, two] = await Promise.all([1, 2].map(() => world.did(who, 'teams.found', mended, nonce)));
    expect([one, two]).toEqual(Array(2).fill({ teamId, state: 'submitted' }));
    expect(await world.code(who, 'teams.found', mended)).toBe('NOT_IN_THIS_STATE');
    await world.did('local', 'teams.review', { teamId, verdict: 'approve' });
    expect(await teamOfId(teamId)).toMatchObject({ state: 'active', name: '暖阳送餐队', reason: '' });
    expect(await world.code(who, 'teams.found', mended)).toBe('NOT_IN_THIS_STATE');
  });

  it('is one team however often it is sent, and one verdict whoever is quicker', async () => {
    const who = await founder();
    const nonce = newNonce();
    const answers = await Promise.all([1, 2].map(() => world.did(who, 'teams.found', founding(), nonce)));
    expect(answers[1]).toEqual(answers[0]);
    const teamId = answers[0]?.teamId ?? '';
    const approve = { teamId, verdict: 'approve' } as const;
    await world.did('officer', 'teams.review', approve);
    expect(await world.code('local', 'teams.review', approve)).toBe('ALREADY_REVIEWED');
    expect(await membershipsOf(teamId)).toMatchObject([{ role: 'leader', state: 'active' }]);
    expect(
      await world.documents('teams', { founderId: (await teamOfId(teamId))?.['founderId'] }),
    ).toHaveLength(1);
  });

  it('cannot be approved once its founder has given the account up', async () => {
    const who = await founder();
    const { teamId } = await world.did(who, 'teams.found', founding());
    const { accountId } = await world.did(who, 'session.open', {});
    await world.alter('accounts', { _id: accountId }, { $unset: { volunteer: '' } });
    const approve = () => world.code('local', 'teams.review', { teamId, verdict: 'approve' });
    expect(await unchanged(approve)).toBe('NOT_FOUND');
    expect(await world.code('local', 'teams.review', { teamId, verdict: 'refuse', reason: '没有人带' })).toBe(
      'OK',
    );
  });

  it('is not for staff elsewhere, leaders or volunteers to judge', async () => {
    const who = await founder();
    const { teamId } = await world.did(who, 'teams.found', founding());
    for (const openid of ['neighbour', 'leader', who]) {
      const tried = () => world.code(openid, 'teams.review', { teamId, verdict: 'approve' });
      expect(await unchanged(tried)).toBe(openid === 'neighbour' ? 'NOT_FOUND' : 'NOT_ALLOWED');
    }
    expect(await world.code(who, 'teams.held', {})).toBe('NOT_ALLOWED');
    expect(await world.code('officer', 'teams.review', { teamId: 'none', verdict: 'approve' })).toBe(
      'NOT_FOUND',
    );
  });

  it('refuses what is no category, no open station, no words for the public', async () => {
    const who = await founder();
    const tried = (change: object) => unchanged(() => world.code(who, 'teams.found', founding(change)));
    expect(await tried({ category: 'none' })).toBe('BAD_INPUT');
    expect(await tried({ stationId: 'none' })).toBe('NOT_FOUND');
    expect(await tried({ about: '测试违规' })).toBe('CONTENT_REFUSED');
    expect(await unchanged(() => world.code('officer', 'teams.found', founding()))).toBe(
      'REGISTRATION_NEEDED',
    );
    await world.alter('stations', { _id: 's1a' }, { $set: { closed: true } });
    expect(await tried({ stationId: 's1a' })).toBe('STATION_CLOSED');
    await world.alter('stations', { _id: 's1a' }, { $set: { closed: false } });
  });

  it('is for at most five: those led and those that wait', async () => {
    const who = await founder();
    for (let i = 1; i <= 3; i += 1) await teamOf(world, who, { name: `第${i}队` });
    const waiting = [];
    for (let i = 4; i <= 5; i += 1)
      waiting.push(await world.did(who, 'teams.found', founding({ name: `第${i}队` })));
    expect(await unchanged(() => world.code(who, 'teams.found', founding()))).toBe('TOO_MANY_TEAMS');
    for (const { teamId } of waiting)
      await world.did('officer', 'teams.review', { teamId, verdict: 'approve' });
    expect(await world.code(who, 'teams.found', founding())).toBe('TOO_MANY_TEAMS');
  });

  it('cannot be approved any more once its founder has joined five others', async () => {
    const who = 'joiner';
    const accountId = await volunteer(world, who);
    const { teamId } = await world.did(who, 'teams.found', founding());
    for (let i = 1; i <= 5; i += 1) {
      const leader = await founder();
      const other = await teamOf(world, leader, { name: `别的第${i}队` });
      await world.did(who, 'teams.apply', { teamId: other });
      await world.did(leader, 'teams.answer', { teamId: other, accountId, answer: 'approve' });
    }
    const approve = () => world.code('officer', 'teams.review', { teamId, verdict: 'approve' });
    expect(await unchanged(approve)).toBe('TOO_MANY_TEAMS');
    expect(
      await world.code('officer', 'teams.review', { teamId, verdict: 'refuse', reason: '已在五队' }),
    ).toBe('OK');
  });

  describe('a sub-team', () => {
    it('stands at once where its parent’s leader founds it, and shows on the page', async () => {
      const who = await founder();
      const parentTeamId = await teamOf(world, who);
      const nonce = newNonce();
      const sub = founding({ parentTeamId, name: '一分队', stationId: 's1a' });
      const made = await world.did(who, 'teams.found', sub, nonce);
      expect(made.state).toBe('active');
      expect(await world.did(who, 'teams.found', sub, nonce)).toEqual(made);
      expect(await membershipsOf(made.teamId)).toMatchObject([{ role: 'leader', state: 'active' }]);
      expect(await world.did(who, 'teams.view', { teamId: parentTeamId })).toMatchObject({
        subTeams: [{ id: made.teamId, name: '一分队' }],
      });
      expect(await world.did('leader', 'teams.view', { teamId: made.teamId })).toMatchObject({
        sub: true,
        parent: { id: parentTeamId },
        leaderName: who,
      });
      expect(await world.code(who, 'teams.found', founding({ parentTeamId: made.teamId }))).toBe(
        'NOT_A_TOP_TEAM',
      );
    });

    it('is the leader’s alone to found, under an active team, at home there or below', async () => {
      const who = await founder();
      const parentTeamId = await teamOf(world, who);
      const tried = (openid: string, change: object = {}) =>
        unchanged(() => world.code(openid, 'teams.found', founding({ parentTeamId, ...change })));
      expect(await tried(await founder())).toBe('NOT_FOUND');
      expect(await tried(who, { stationId: 'other' })).toBe('OUTSIDE_AREA');
      expect(await tried(who, { parentTeamId: 'none' })).toBe('NOT_FOUND');
      await world.did('officer', 'teams.suspend', { teamId: parentTeamId, move: 'suspend', reason: '整顿' });
      expect(await tried(who)).toBe('TEAM_SUSPENDED');
    });

    it('waits for staff where the content check has doubts', async () => {
      const who = await founder();
      const parentTeamId = await teamOf(world, who);
      const sub = founding({ parentTeamId, about: '旧衣募捐' });
      const { teamId, state } = await world.did(who, 'teams.found', sub);
      expect(state).toBe('submitted');
      await world.did('local', 'teams.review', { teamId, verdict: 'approve' });
      expect(await teamOfId(teamId)).toMatchObject({ state: 'active', parentTeamId });
    });
  });

  describe('new words of an old team', () => {
    const words = { name: '春雨送学队', about: '陪孩子写作业', joining: '', phone: '0398-2222222' };

    it('stand at once, and are found by the new name', async () => {
      const who = await founder();
      const teamId = await teamOf(world, who);
      expect(await world.did(who, 'teams.edit', { teamId, ...words })).toEqual({ teamId, state: 'changed' });
      expect(await world.did('leader', 'teams.view', { teamId })).toMatchObject(words);
      const { teams } = await world.did('leader', 'teams.list', { place, text: '春雨' });
      expect(teams.map((t) => t.id)).toEqual([teamId]);
    });

    it('wait where the check has doubts, while the old ones stand', async () => {
      const who = await founder();
      const teamId = await teamOf(world, who, { name: '老树新枝队' });
      const doubted = { teamId, ...words, about: '给孩子募捐' };
      expect(await world.did(who, 'teams.edit', doubted)).toEqual({ teamId, state: 'submitted' });
      expect(await world.did(who, 'teams.view', { teamId })).toMatchObject({
        name: '老树新枝队',
        changing: true,
      });
      expect(await world.did('leader', 'teams.view', { teamId })).toMatchObject({ changing: false });
      const { held } = await world.did('local', 'teams.held', {});
      expect(held.find((t) => t.id === teamId)).toMatchObject({
        kind: 'change',
        before: '老树新枝队',
        about: '给孩子募捐',
      });
      await world.did('local', 'teams.review', { teamId, verdict: 'refuse', reason: '募捐要先备案' });
      expect(await world.did(who, 'teams.view', { teamId })).toMatchObject({
        name: '老树新枝队',
        state: 'active',
        changing: false,
        reason: '募捐要先备案',
      });
      await world.did(who, 'teams.edit', doubted);
      await world.did('local', 'teams.review', { teamId, verdict: 'approve' });
      expect(await world.did('leader', 'teams.view', { teamId })).toMatchObject({
        about: '给孩子募捐',
        reason: '',
      });
      expect(await heldBy('local')).not.toContain(teamId);
    });

    it('are its leaders’ to write, while it is active', async () => {
      const who = await founder();
      const teamId = await teamOf(world, who);
      expect(await unchanged(() => world.code('leader', 'teams.edit', { teamId, ...words }))).toBe(
        'NOT_FOUND',
      );
      const risky = () => world.code(who, 'teams.edit', { teamId, ...words, about: '测试违规' });
      expect(await unchanged(risky)).toBe('CONTENT_REFUSED');
      await world.did('local', 'teams.suspend', { teamId, move: 'suspend', reason: '整顿' });
      expect(await unchanged(() => world.code(who, 'teams.edit', { teamId, ...words }))).toBe(
        'TEAM_SUSPENDED',
      );
    });
  });

  describe('staff', () => {
    it('suspend with a reason: out of the lists, takes nobody in, posts nothing; lifted, all is as before', async () => {
      const who = await founder();
      const teamId = await teamOf(world, who);
      const nonce = newNonce();
      const suspend = { teamId, move: 'suspend', reason: '内容不实' } as const;
      const done = await world.did('local', 'teams.suspend', suspend, nonce);
      expect(done).toEqual({ teamId, state: 'suspended' });
      expect(await world.did('local', 'teams.suspend', suspend, nonce)).toEqual(done);
      expect(await unchanged(() => world.code('local', 'teams.suspend', suspend))).toBe('NOT_IN_THIS_STATE');
      expect(await near()).not.toContain(teamId);
      const applicant = await founder();
      expect(await world.code(applicant, 'teams.apply', { teamId })).toBe('TEAM_SUSPENDED');
      expect(await world.did(applicant, 'teams.view', { teamId })).toMatchObject({
        state: 'suspended',
        reason: '',
      });
      expect(await world.did(who, 'teams.view', { teamId })).toMatchObject({ reason: '内容不实' });
      const { suspended } = await world.did('local', 'teams.held', {});
      expect(suspended.map((t) => t.id)).toContain(teamId);
      await world.did('local', 'teams.suspend', { teamId, move: 'lift', reason: '已经改正' });
      expect(await near()).toContain(teamId);
      expect((await world.did('local', 'teams.held', {})).suspended.map((t) => t.id)).not.toContain(teamId);
      expect(await logOf(teamId)).toMatchObject([
        { action: 'teams.review' },
        { action: 'teams.suspend', after: { state: 'suspended' }, reason: '内容不实' },
        { action: 'teams.suspend', after: { state: 'active' }, reason: '已经改正' },
      ]);
    });

    it('of another county, and leaders, cannot', async () => {
      const teamId = await teamOf(world, await founder());
      for (const openid of ['neighbour', 'leader']) {
        const tried = () => world.code(openid, 'teams.suspend', { teamId, move: 'suspend', reason: '整顿' });
        expect(await unchanged(tried)).toBe(openid === 'neighbour' ? 'NOT_FOUND' : 'NOT_ALLOWED');
      }
    });

    it('dissolve only what nothing hangs on, and then every seat is free', async () => {
      const who = await founder();
      const teamId = await teamOf(world, who);
      const dissolve = { teamId, move: 'dissolve', reason: '人手不足' } as const;
      const { teamId: sub } = await world.did(who, 'teams.found', founding({ parentTeamId: teamId }));
      expect(await unchanged(() => world.code('local', 'teams.suspend', dissolve))).toBe('TEAM_BUSY');
      await world.did('local', 'teams.suspend', { ...dissolve, teamId: sub });
      const nonce = newNonce();
      const done = await world.did('local', 'teams.suspend', dissolve, nonce);
      expect(await world.did('local', 'teams.suspend', dissolve, nonce)).toEqual(done);
      expect(done.state).toBe('dissolved');
      const left = { state: 'left', reason: '人手不足', seat: [expect.stringMatching('none:')] };
      expect(await membershipsOf(teamId)).toMatchObject([left]);
      expect(await world.did(who, 'teams.view', { teamId })).toMatchObject({
        state: 'dissolved',
        seatsLeft: 5,
      });
      expect(await world.code('local', 'teams.suspend', { ...dissolve, move: 'lift' })).toBe(
        'TEAM_NOT_ACTIVE',
      );
      expect(await world.code(await founder(), 'teams.apply', { teamId })).toBe('TEAM_NOT_ACTIVE');
    });

    it('do not dissolve a team that has promised something', async () => {
      const { start, end } = await world.post([{ start: MORNING + 5 * HOUR, end: MORNING + 6 * HOUR }]);
      const dissolve = { teamId: world.leaderTeam, move: 'dissolve', reason: '人手不足' } as const;
      expect(start).toBeLessThan(end);
      expect(await unchanged(() => world.code('officer', 'teams.suspend', dissolve))).toBe('TEAM_BUSY');
    });
  });
});
