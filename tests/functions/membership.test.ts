import { unzipSync } from 'fflate';
import { DAY, HOUR } from '#domain/time';
import { keyIn, type UniqueKey } from '#domain/unique';
import { onPaper, volunteer } from '../../harness/people';
import { join, memberOf, teamOf } from '../../harness/teams';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** V2: asking, being let in, leaving; L1: deputies, handing over, members; L6: numbers and the roster. */
describe('members of a team', () => {
  let world: World;
  let count = 0;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.at(MORNING));

  const name = (what: string): string => `${what}-${(count += 1)}`;
  async function led(): Promise<{ teamId: string; leader: string }> {
    const leader = name('leader');
    await volunteer(world, leader);
    return { teamId: await teamOf(world, leader), leader };
  }
  async function somebody(): Promise<{ openid: string; accountId: string }> {
    const openid = name('person');
    return { openid, accountId: await volunteer(world, openid) };
  }
  const idOf = async (openid: string) => (await world.did(openid, 'session.open', {})).accountId;
  const mineIn = async (openid: string, teamId: string) =>
    (await world.did(openid, 'teams.view', { teamId })).mine;
  const toldOf = async (accountId: string) =>
    (await world.documents('outbox', { kind: 'joined', accountId })).map(
      (m) => (m['values'] as { phrase2: string }).phrase2,
    );
  async function unchanged(call: () => Promise<string>): Promise<string> {
    const before = await world.everything();
    const code = await call();
    expect(await world.everything()).toBe(before);
    return code;
  }

  describe('asking to be let in', () => {
    it('shows the leader who asks and why, and nobody else', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await world.did(openid, 'teams.apply', { teamId, words: '我会理发' });
      expect(await mineIn(openid, teamId)).toMatchObject({ state: 'applied' });
      expect(await world.did(leader, 'teams.view', { teamId })).toMatchObject({ waiting: 1, members: 1 });
      expect(await world.did(openid, 'teams.view', { teamId })).toMatchObject({ waiting: 0 });
      const { applicants } = await world.did(leader, 'teams.applications', { teamId });
      expect(applicants).toEqual([
        expect.objectContaining({
          accountId,
          name: openid,
          phone: '13900000005',
          words: '我会理发',
          skills: ['firstAid'],
        }),
      ]);
      expect(applicants[0]?.number).not.toBe('');
      expect(await world.code(openid, 'teams.applications', { teamId })).toBe('NOT_ALLOWED');
      expect(await world.did(leader, 'teams.mine', {})).toMatchObject({
        teams: [{ id: teamId, waiting: 1 }],
      });
      expect(await world.did(openid, 'teams.mine', {})).toMatchObject({
        teams: [{ id: teamId, waiting: 0, mine: { state: 'applied' } }],
      });
    });

    it('is answered once: told by message, and counted among the members', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await world.did(openid, 'teams.apply', { teamId });
      const nonce = newNonce();
      const input = { teamId, accountId, answer: 'approve' } as const;
      const first = await world.did(leader, 'teams.answer', input, nonce);
      expect(first).toEqual({ accountId, state: 'active' });
      expect(await world.did(leader, 'teams.answer', input, nonce)).toEqual(first);
      expect(await unchanged(() => world.code(leader, 'teams.answer', input))).toBe('ALREADY_DECIDED');
      expect(await toldOf(accountId)).toEqual(['已加入']);
      expect(await world.did(openid, 'teams.view', { teamId })).toMatchObject({
        members: 2,
        seatsLeft: 4,
        mine: { state: 'active', role: 'member' },
      });
      expect(await world.code(openid, 'teams.apply', { teamId })).toBe('ALREADY_MEMBER');
      expect((await world.did(leader, 'teams.applications', { teamId })).applicants).toEqual([]);
    });

    it('is refused with a reason that the person reads, and may be tried again', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await world.did(openid, 'teams.apply', { teamId });
      const refuse = { teamId, accountId, answer: 'refuse' } as const;
      expect(await unchanged(() => world.code(leader, 'teams.answer', refuse))).toBe('REASON_NEEDED');
      const risky = { ...refuse, reason: '测试辱骂' };
      expect(await unchanged(() => world.code(leader, 'teams.answer', risky))).toBe('CONTENT_REFUSED');
      await world.did(leader, 'teams.answer', { ...refuse, reason: '这个月满了' });
      expect(await mineIn(openid, teamId)).toMatchObject({ state: 'refused', reason: '这个月满了' });
      expect(await toldOf(accountId)).toEqual(['未通过']);
      expect(await world.code(openid, 'teams.apply', { teamId, words: '下个月行吗' })).toBe('OK');
      expect(await mineIn(openid, teamId)).toMatchObject({ state: 'applied', reason: '' });
    });

    it('needs a registered volunteer, fit words and a team; once is enough', async () => {
      const { teamId } = await led();
      await world.person('guest');
      expect(await unchanged(() => world.code('guest', 'teams.apply', { teamId }))).toBe(
        'REGISTRATION_NEEDED',
      );
      const { openid } = await somebody();
      expect(await unchanged(() => world.code(openid, 'teams.apply', { teamId: 'none' }))).toBe('NOT_FOUND');
      const risky = () => world.code(openid, 'teams.apply', { teamId, words: '测试违规' });
      expect(await unchanged(risky)).toBe('CONTENT_REFUSED');
      const nonce = newNonce();
      const twice = [1, 2].map(() => world.did(openid, 'teams.apply', { teamId, words: '来帮忙' }, nonce));
      const [one, two] = await Promise.all(twice);
      expect(two).toEqual(one);
      expect(await unchanged(() => world.code(openid, 'teams.apply', { teamId }))).toBe('ALREADY_APPLIED');
    });

    it('can be taken back', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await world.did(openid, 'teams.apply', { teamId });
      const nonce = newNonce();
      await world.did(openid, 'teams.leave', { teamId }, nonce);
      expect(await world.did(openid, 'teams.leave', { teamId }, nonce)).toEqual({ teamId });
      expect(await unchanged(() => world.code(openid, 'teams.leave', { teamId }))).toBe('NOT_A_MEMBER');
      expect(await world.code(leader, 'teams.answer', { teamId, accountId, answer: 'approve' })).toBe(
        'ALREADY_DECIDED',
      );
      expect((await world.did(leader, 'teams.applications', { teamId })).applicants).toEqual([]);
    });
  });

  describe('five teams at most', () => {
    it('counts those led, and a place left is a place free', async () => {
      const { openid, accountId } = await somebody();
      const teams = [];
      for (let i = 1; i <= 6; i += 1) teams.push(await led());
      for (const { teamId, leader } of teams.slice(0, 5))
        await join(world, teamId, openid, accountId, leader);
      const sixth = teams[5] ?? { teamId: '', leader: '' };
      expect(await unchanged(() => world.code(openid, 'teams.apply', { teamId: sixth.teamId }))).toBe(
        'TOO_MANY_TEAMS',
      );
      await world.did(openid, 'teams.leave', { teamId: teams[2]?.teamId ?? '' });
      expect(await world.did(openid, 'teams.view', { teamId: sixth.teamId })).toMatchObject({ seatsLeft: 1 });
      await join(world, sixth.teamId, openid, accountId, sixth.leader);
      const active = await world.documents('memberships', { accountId, state: 'active' });
      const seats = active.map((m) => keyIn(m['seat'] as UniqueKey));
      expect(seats.sort()).toEqual([1, 2, 3, 4, 5].map((n) => `${accountId}_${n}`));
    });

    it('holds when what was asked earlier is approved later', async () => {
      const { openid, accountId } = await somebody();
      const teams = [];
      for (let i = 1; i <= 6; i += 1) teams.push(await led());
      for (const { teamId } of teams) await world.did(openid, 'teams.apply', { teamId });
      const codes = [];
      for (const { teamId, leader } of teams)
        codes.push(await world.code(leader, 'teams.answer', { teamId, accountId, answer: 'approve' }));
      expect(codes).toEqual([...Array<string>(5).fill('OK'), 'TOO_MANY_TEAMS']);
    });
  });

  describe('leaving and being removed', () => {
    it('frees the seat; one who left comes back at once, one removed after thirty days', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await join(world, teamId, openid, accountId, leader);
      await world.did(openid, 'teams.leave', { teamId });
      expect(await world.did(openid, 'teams.view', { teamId })).toMatchObject({ members: 1, seatsLeft: 5 });
      await join(world, teamId, openid, accountId, leader);
      const nonce = newNonce();
      const remove = { teamId, accountId, reason: '长期不来' };
      await world.did(leader, 'teams.remove', remove, nonce);
      expect(await world.did(leader, 'teams.remove', remove, nonce)).toEqual({ accountId });
      expect(await mineIn(openid, teamId)).toMatchObject({ state: 'removed', reason: '长期不来' });
      expect((await mineIn(openid, teamId))?.againFrom).toBeGreaterThanOrEqual(MORNING + 30 * DAY);
      expect(await toldOf(accountId)).toEqual(['已加入', '已加入', '已移出']);
      expect(await unchanged(() => world.code(openid, 'teams.apply', { teamId }))).toBe('REMOVED_LATELY');
      expect(await world.code(leader, 'teams.remove', remove)).toBe('NOT_A_MEMBER');
      await world.at(MORNING + 30 * DAY + HOUR);
      expect(await world.code(openid, 'teams.apply', { teamId })).toBe('OK');
    });

    it('is told to nobody whom another call, sent once more as this one, has not removed', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await join(world, teamId, openid, accountId, leader);
      const nonce = newNonce();
      const about = { teamId, accountId, reason: '测试违规' };
      await world.did(leader, 'teams.appoint', { teamId, accountId, role: 'deputy' }, nonce);
      await world.code(leader, 'teams.remove', about, nonce);
      await world.code(leader, 'teams.answer', { ...about, answer: 'refuse' }, nonce);
      expect(await toldOf(accountId)).toEqual(['已加入']);
      expect(await mineIn(openid, teamId)).toMatchObject({ state: 'active', role: 'deputy' });
    });

    it('is not for who leads, and a deputy is removed by the leader alone', async () => {
      const { teamId, leader } = await led();
      const deputy = name('deputy');
      const other = name('deputy');
      const ids = [
        await memberOf(world, teamId, deputy, leader),
        await memberOf(world, teamId, other, leader),
      ];
      for (const accountId of ids)
        await world.did(leader, 'teams.appoint', { teamId, accountId, role: 'deputy' });
      expect(await unchanged(() => world.code(leader, 'teams.leave', { teamId }))).toBe('LEADS_A_TEAM');
      const remove = async (by: string, accountId: string, reason = '换人') =>
        unchanged(() => world.code(by, 'teams.remove', { teamId, accountId, reason }));
      expect(await remove(deputy, await idOf(leader))).toBe('NOT_ALLOWED');
      expect(await remove(deputy, ids[1] ?? '')).toBe('NOT_ALLOWED');
      expect(await remove(leader, ids[1] ?? '', '测试违规')).toBe('CONTENT_REFUSED');
      expect(await remove('leader', ids[1] ?? '')).toBe('NOT_FOUND');
      expect(
        await world.code(leader, 'teams.remove', { teamId, accountId: ids[1] ?? '', reason: '换人' }),
      ).toBe('OK');
      expect(await world.code(deputy, 'teams.leave', { teamId })).toBe('OK');
    });
  });

  describe('offices', () => {
    it('a deputy acts for the team until withdrawn', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await join(world, teamId, openid, accountId, leader);
      const input = { teamId, accountId, role: 'deputy' } as const;
      const nonce = newNonce();
      expect(await world.did(leader, 'teams.appoint', input, nonce)).toEqual({ accountId, role: 'deputy' });
      expect(await world.did(leader, 'teams.appoint', input, nonce)).toEqual({ accountId, role: 'deputy' });
      expect(await unchanged(() => world.code(leader, 'teams.appoint', input))).toBe('NOT_IN_THIS_STATE');
      expect(await world.code(openid, 'teams.members', { teamId })).toBe('OK');
      expect(await unchanged(() => world.code(openid, 'teams.appoint', { ...input, role: 'leader' }))).toBe(
        'NOT_ALLOWED',
      );
      await world.did(leader, 'teams.appoint', { ...input, role: 'member' });
      expect(await world.code(openid, 'teams.members', { teamId })).toBe('NOT_ALLOWED');
    });

    it('handing over leaves one leader: the new one, whose deputy the old one is', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await join(world, teamId, openid, accountId, leader);
      const input = { teamId, accountId, role: 'leader' } as const;
      const nonce = newNonce();
      const done = await world.did(leader, 'teams.appoint', input, nonce);
      // Sent again by one who leads no more, it is the first answer.
      expect(await world.did(leader, 'teams.appoint', input, nonce)).toEqual(done);
      const former = await idOf(leader);
      const [team] = await world.documents('teams', { _id: teamId });
      expect(team).toMatchObject({ leaderId: accountId, formerLeaders: [{ accountId: former }] });
      const { members } = await world.did(openid, 'teams.members', { teamId });
      expect(members.map((m) => [m.accountId, m.role])).toEqual([
        [accountId, 'leader'],
        [former, 'deputy'],
      ]);
      expect([await toldOf(accountId), await toldOf(former)]).toEqual([['已加入', '已任队长'], ['已交接']]);
      expect(await world.code(leader, 'teams.appoint', { ...input, accountId: former })).toBe('NOT_ALLOWED');
      expect(await world.code(leader, 'teams.leave', { teamId })).toBe('OK');
    });

    it('a hand-over that died half-way is finished by the same tap', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await join(world, teamId, openid, accountId, leader);
      await world.alter('memberships', { _id: `${teamId}_${accountId}` }, { $set: { role: 'leader' } });
      await world.did(leader, 'teams.appoint', { teamId, accountId, role: 'leader' });
      const roles = (await world.documents('memberships', { teamId })).map((m) => m['role']).sort();
      expect(roles).toEqual(['deputy', 'leader']);
      expect((await world.did(openid, 'teams.view', { teamId })).heads).toBe(true);
    });

    it('go to active members of an active team', async () => {
      const { teamId, leader } = await led();
      const { openid, accountId } = await somebody();
      await world.did(openid, 'teams.apply', { teamId });
      const appoint = (id: string, role: 'deputy' | 'leader' | 'member') =>
        unchanged(() => world.code(leader, 'teams.appoint', { teamId, accountId: id, role }));
      expect(await appoint(accountId, 'deputy')).toBe('NOT_A_MEMBER');
      expect(await appoint('none', 'leader')).toBe('NOT_A_MEMBER');
      expect(await appoint(await idOf(leader), 'member')).toBe('NOT_ALLOWED');
      await world.did(leader, 'teams.answer', { teamId, accountId, answer: 'approve' });
      await world.did('officer', 'teams.suspend', { teamId, move: 'suspend', reason: '整顿' });
      expect(await appoint(accountId, 'leader')).toBe('TEAM_SUSPENDED');
      const next = await somebody();
      expect(
        await world.code(leader, 'teams.answer', { teamId, accountId: next.accountId, answer: 'approve' }),
      ).toBe('TEAM_SUSPENDED');
      // Whoever wants to go may go.
      expect(await world.code(openid, 'teams.leave', { teamId })).toBe('OK');
    });
  });

  describe('what it has done', () => {
    /** One held, one called off, one ahead, with hours for two who were there. */
    async function worked() {
      const first = await somebody();
      await join(world, world.leaderTeam, first.openid, first.accountId, 'leader');
      const { slotId, start, end } = await world.post([{}, { kind: 'service', name: '理发', capacity: 5 }]);
      await world.post([{ start: MORNING + 90 * HOUR, end: MORNING + 91 * HOUR }]);
      const off = await world.post([{ start: MORNING + 8 * HOUR, end: MORNING + 9 * HOUR }]);
      await world.did('leader', 'activities.cancel', { activityId: off.activityId, reason: '下雨' });
      await world.did(first.openid, 'signups.take', { slotId, wait: false });
      await world.person('granny');
      await world.did('granny', 'signups.take', { slotId: `${slotId.slice(0, -1)}2`, wait: false });
      await world.at(start);
      await world.did(first.openid, 'attendance.checkIn', { code: await world.screenCode(slotId) });
      await world.at(end);
      await world.did(first.openid, 'attendance.checkOut', { code: await world.screenCode(slotId) });
      const { lines } = await world.did('leader', 'hours.proposals', { slotId });
      await world.did('leader', 'hours.confirm', {
        slotId,
        lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes })),
      });
      return { first, minutes: lines[0]?.minutes ?? 0 };
    }

    it('stands on its page and, month by month, with its leader; a member’s part with the member', async () => {
      const { first, minutes } = await worked();
      expect(minutes).toBeGreaterThan(100);
      const teamId = world.leaderTeam;
      const sums = { activities: 1, personTimes: 1, minutes, served: 1 };
      const page = await world.did('granny', 'teams.view', { teamId });
      expect(page).toMatchObject({ year: sums, coming: [{ phase: 'coming' }] });
      const { months, year } = await world.did('leader', 'teams.numbers', { teamId });
      expect(months).toHaveLength(12);
      expect(months[11]).toEqual({ month: '2026-03', ...sums });
      expect(months.slice(0, 11).every((m) => m.activities + m.minutes === 0)).toBe(true);
      expect(year).toEqual(sums);
      const { members } = await world.did('leader', 'teams.members', { teamId });
      expect(members.find((m) => m.accountId === first.accountId)).toMatchObject({
        minutes,
        role: 'member',
      });
      expect(await world.code(first.openid, 'teams.numbers', { teamId })).toBe('NOT_ALLOWED');

      const nonce = newNonce();
      const file = await world.did('leader', 'teams.roster', { teamId }, nonce);
      expect(file.name).toMatch(/^暖心理发队队员名册2026-03-01\.xlsx$/);
      const text = textOf(file.content);
      for (const word of [first.openid, '13900000005', '服务时长（小时）', '队长'])
        expect(text).toContain(word);
      expect(text).not.toMatch(/411202\d{12}/);
      await world.did('leader', 'teams.roster', { teamId }, nonce);
      expect(await world.documents('audit', { action: 'teams.roster', subject: teamId })).toHaveLength(1);
      expect(await world.code(first.openid, 'teams.roster', { teamId })).toBe('NOT_ALLOWED');
    });

    /** What stands in the sheet: an .xlsx file is a zip of XML. */
    function textOf(base64: string): string {
      const files = unzipSync(Buffer.from(base64, 'base64'));
      return Object.entries(files)
        .filter(([path]) => /sharedStrings|sheet1/.test(path))
        .map(([, bytes]) => Buffer.from(bytes).toString('utf8'))
        .join('');
    }
  });

  it('somebody without a phone is a member like any other', async () => {
    const { teamId, leader } = await led();
    const { personId: accountId } = await world.did(leader, 'people.register', onPaper(teamId));
    const { members } = await world.did(leader, 'teams.members', { teamId });
    expect(members.find((m) => m.accountId === accountId)).toMatchObject({ name: '李奶奶', role: 'member' });
    await world.did(leader, 'teams.remove', { teamId, accountId, reason: '搬走了' });
    expect(await world.did(leader, 'teams.view', { teamId })).toMatchObject({ members: 1 });
  });
});
