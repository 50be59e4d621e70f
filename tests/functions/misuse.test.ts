import { accountIdOf, confirmCaseIdOf, signupIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { MORNING, type World } from '../../harness/world';
import { inWorldOfItsOwn } from '../support/one-world';

/** What one person's word must not be enough for. */
describe('misuse', () => {
  const start = MORNING + 2 * HOUR;
  const end = start + 4 * HOUR;
  let world: World;

  inWorldOfItsOwn((itsOwn) => {
    world = itsOwn;
  });

  const naming = (slotId: string, openid: string, move: 'in' | 'out' | 'absent') =>
    ({ slotId, personId: accountIdOf(openid), move, reason: '忘带手机' }) as const;

  /** A shift of an activity that a reviewer must look at first. */
  const unseen = async () => {
    const { activityId, state } = await world.did('leader', 'activities.post', {
      teamId: world.leaderTeam,
      title: '河堤巡查',
      category: 'care',
      summary: '巡查',
      risks: '防滑',
      dangerous: true,
      insurance: '已投保',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [{ kind: 'shift', name: '上午班', start, end, capacity: 5 }],
    });
    expect(state).toBe('submitted');
    return { activityId, slotId: `${activityId}-1` };
  };

  it('lets nobody be there at what was never published', async () => {
    const { activityId, slotId } = await unseen();
    await world.at(start);
    expect(await world.code('leader', 'attendance.record', naming(slotId, 'leader', 'in'))).toBe('NOT_OPEN');
    await world.did('officer', 'activities.review', {
      activityId,
      verdict: 'refuse',
      reason: '不属于志愿服务',
    });
    expect(await world.code('leader', 'attendance.record', naming(slotId, 'leader', 'in'))).toBe('NOT_OPEN');
    await world.at(end);
    const what = { kind: 'MAKE_UP', slotId, accountId: accountIdOf('leader'), minutes: 60 } as const;
    expect(await world.code('leader', 'hours.file', { what, reason: '当时在场' })).toBe('NOT_OPEN');
    expect(await world.documents('attendances')).toEqual([]);
  });

  it('lets nobody come to what has been called off', async () => {
    const { activityId, slotId } = await world.post([{ start, end }]);
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
    await world.at(start);
    expect(await world.code('leader', 'attendance.record', naming(slotId, 'leader', 'in'))).toBe('CANCELLED');
  });

  it('takes late what was noted before it was called off, and nothing that claims to be after it', async () => {
    const { activityId, slotId } = await world.post([{ start, end }]);
    for (const p of ['a', 'b']) {
      await world.person(p);
      await world.did(p, 'signups.take', { slotId, wait: false });
    }
    await world.at(start + HOUR);
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
    const [activity] = await world.documents('activities', { _id: activityId });
    const off = (activity?.['cancelledAt'] as Date).getTime();
    await world.at(off + HOUR);
    const code = await world.printedCode(slotId);
    const scanned = (takenAt: number) => world.code('a', 'attendance.checkIn', { code, takenAt });
    const told = (takenAt: number) =>
      world.code('leader', 'attendance.record', { ...naming(slotId, 'b', 'in'), takenAt });
    for (const tell of [scanned, told]) {
      expect(await tell(off)).toBe('CANCELLED');
      expect(await tell(off + MINUTE)).toBe('CANCELLED');
      expect(await tell(off - 1)).toBe('OK');
    }
    const left = await world.did('a', 'attendance.checkOut', { code, takenAt: off + MINUTE });
    expect(left.presence).toMatchObject({ out: off + MINUTE });
  });

  it('credits nobody who was not there without a second person', async () => {
    const { slotId } = await world.post([{ start, end }]);
    await world.person('a');
    await world.did('a', 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did('leader', 'attendance.record', naming(slotId, 'a', 'absent'));
    await world.at(end + 2 * HOUR);
    const attendanceId = signupIdOf(slotId, accountIdOf('a'));
    const lines = [{ attendanceId, minutes: 240, reason: '其实来了' }];
    expect(await world.code('leader', 'hours.confirm', { slotId, lines })).toBe('NOT_FOUND');
    expect(await world.documents('hours')).toEqual([]);
  });

  /** Of somebody whom the leader cannot vouch for: a second person is asked for all of it. */
  async function leaderConfirmsMore(slotId: string, personId: string): Promise<void> {
    await world.at(end + 2 * HOUR);
    const attendanceId = signupIdOf(slotId, personId);
    const lines = [{ attendanceId, minutes: 200, reason: '收拾场地' }];
    const said = await world.did('leader', 'hours.confirm', { slotId, lines });
    expect(said).toMatchObject({ credited: 0, minutes: 0, waiting: [{ level: 'team' }] });
    const own = { caseId: confirmCaseIdOf(attendanceId), verdict: 'approve' } as const;
    expect(await world.code('leader', 'hours.decide', own)).toBe('SAME_PERSON');
  }

  it('gives nobody anything for themselves by their own word alone', async () => {
    const { slotId } = await world.post([{ start, end }]);
    await world.did('leader', 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did('leader', 'attendance.record', naming(slotId, 'leader', 'in'));
    await world.at(start + 3 * HOUR);
    await world.did('leader', 'attendance.record', naming(slotId, 'leader', 'out'));
    await leaderConfirmsMore(slotId, accountIdOf('leader'));
  });

  it('nor for relatives whom they keep', async () => {
    const { slotId } = await world.post([{ start, end }]);
    const mother = { name: '王妈妈', relation: '母亲' };
    const { personId } = await world.did('leader', 'people.add', mother);
    await world.did('leader', 'signups.take', { slotId, personId, wait: false });
    await world.at(start);
    const naming = { slotId, personId, reason: '没有手机' };
    await world.did('leader', 'attendance.record', { ...naming, move: 'in' });
    await world.at(start + 3 * HOUR);
    await world.did('leader', 'attendance.record', { ...naming, move: 'out' });
    await leaderConfirmsMore(slotId, personId);
  });

  it.each(['inOut', 'auto'] as const)('nor by scanning the codes of their own screen: %s', async (mode) => {
    const { slotId, activityId } = await world.post([{ start, end }]);
    await world.alter('activities', { _id: activityId }, { $set: { mode } });
    await world.did('leader', 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did('leader', 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await world.at(end);
    await world.did('leader', 'attendance.checkOut', { code: await world.screenCode(slotId) });
    await world.jobs.close();
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    expect(lines).toMatchObject([{ alone: 0, flags: expect.arrayContaining(['OWN']) as string[] }]);
    await leaderConfirmsMore(slotId, accountIdOf('leader'));
  });

  it('nor to friends who never came, where presence is automatic', async () => {
    const { slotId, activityId } = await world.post([{ start, end }]);
    await world.person('a');
    await world.alter('activities', { _id: activityId }, { $set: { mode: 'auto' } });
    await world.did('a', 'signups.take', { slotId, wait: false });
    await world.at(end + 61 * MINUTE);
    await world.jobs.close();
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    expect(lines).toMatchObject([{ alone: 0, flags: ['AUTO'] }]);
    await leaderConfirmsMore(slotId, accountIdOf('a'));
  });

  it('shows whoever confirms what the arrivals say together', async () => {
    const { slotId } = await world.post([{ start, end }]);
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (const openid of names) {
      await world.person(openid);
      await world.did(openid, 'signups.take', { slotId, wait: false });
    }
    await world.at(start);
    for (const openid of names.slice(0, 3))
      await world.did('leader', 'attendance.record', naming(slotId, openid, 'in'));
    const code = await world.screenCode(slotId);
    for (const openid of names.slice(3)) {
      await world.at(start + 1000);
      await world.did(openid, 'attendance.checkIn', { code });
    }
    await world.at(end);
    const { crowd } = await world.did('leader', 'hours.proposals', { slotId });
    expect(crowd).toEqual([{ sign: 'AT_ONCE', count: 5, of: 5 }]);
  });

  it('lets no staff confirm their own long day', async () => {
    const { slotId } = await world.post([{ start, end: start + 10 * HOUR }]);
    await world.did('officer', 'account.introduce', { name: '文明办', phone: '13900000002' });
    await world.did('officer', 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did('leader', 'attendance.record', naming(slotId, 'officer', 'in'));
    await world.at(start + 10 * HOUR);
    await world.did('leader', 'attendance.record', naming(slotId, 'officer', 'out'));
    await world.at(start + 12 * HOUR);
    const lines = [
      { attendanceId: signupIdOf(slotId, accountIdOf('officer')), minutes: 540, reason: '中间休息' },
    ];
    const said = await world.did('officer', 'hours.confirm', { slotId, lines });
    expect(said.credited).toBe(0);
    expect(await world.documents('hours')).toEqual([]);
  });

  it('lets out no words of a team that staff have not read', async () => {
    const edit = async (about: string) => {
      const words = {
        teamId: world.leaderTeam,
        name: '暖心理发队',
        about,
        joining: '',
        phone: '0398-2820003',
      };
      expect((await world.did('leader', 'teams.edit', words)).state).toBe('submitted');
      return (await world.did('officer', 'teams.held', {})).held[0]?.submittedAt ?? 0;
    };
    const read = await edit('测试复核：上门理发');
    await world.at(MORNING + MINUTE);
    const now = await edit('测试复核：另一番话');
    const approve = { teamId: world.leaderTeam, verdict: 'approve' } as const;
    expect(await world.code('officer', 'teams.review', { ...approve, submittedAt: read })).toBe('CONFLICT');
    expect(await world.code('officer', 'teams.review', { ...approve, submittedAt: now })).toBe('OK');
    expect(await world.code('officer', 'teams.review', { ...approve, submittedAt: now })).toBe(
      'ALREADY_REVIEWED',
    );
  });

  it('takes no other answer for a hand-over: a leader cannot step down to nobody', async () => {
    const nonce = 'one-nonce-for-two';
    const words = {
      teamId: world.leaderTeam,
      name: '暖心理发队',
      about: '上门理发',
      joining: '',
      phone: '0398-2820003',
    };
    await world.did('leader', 'teams.edit', words, nonce);
    const self = { teamId: world.leaderTeam, accountId: accountIdOf('leader'), role: 'deputy' } as const;
    expect(await world.code('leader', 'teams.appoint', self, nonce)).toBe('NOT_ALLOWED');
    const [mine] = await world.documents('memberships', { accountId: accountIdOf('leader') });
    expect(mine?.['role']).toBe('leader');
  });

  it('knows a nonce that was for something else', async () => {
    const nonce = 'one-nonce-for-two';
    const words = {
      title: '社区义剪',
      category: 'care',
      summary: '理发',
      risks: '用电',
      contactPhone: '13900000001',
    };
    const venue = { stationId: 's1' };
    const slot = { kind: 'shift', name: '上午班', start, end, capacity: 5 } as const;
    const posting = { ...words, venue, teamId: world.leaderTeam, slots: [slot] };
    const { activityId } = await world.did('leader', 'activities.post', posting, nonce);
    const slots = [{ ...slot, slotId: `${activityId}-1` }];
    const changing = { ...words, venue, activityId, revision: 0, slots };
    expect(await world.code('leader', 'activities.change', changing, nonce)).toBe('BAD_INPUT');
  });

  it('keeps the real name that a volunteer registered with', async () => {
    await world.person('a', '张三');
    await world.did('a', 'account.register', {
      name: '张三',
      phone: '13900000003',
      idNumber: '411202199001010019',
      skills: [],
      freeTimes: [],
      consents: { identity: true, location: false },
    });
    await world.at(MORNING + MINUTE);
    await world.call('a', 'account.introduce', { name: '李四', phone: '13900000004' });
    expect((await world.did('a', 'account.view', {})).name).toBe('张三');
  });
});
