import { contestIdOf, signupIdOf } from '#domain/ids';
import { DAY, HOUR } from '#domain/time';
import { MORNING, newNonce, type World } from '../../harness/world';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** A volunteer's question about a line of the ledger, or about one that is missing. */
describe('questions about hours', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });

  const ask = (lineId: string, words = '我十点才走') => ({
    about: { kind: 'line' as const, lineId },
    words,
  });

  it('goes to the leader, is settled by a correction, and the total is new', async () => {
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    const { lines } = await world.did('leader', 'hours.proposals', { slotId: slot.slotId });
    const less = lines.map(({ attendanceId }) => ({ attendanceId, minutes: 60, reason: '早退' }));
    await world.did('leader', 'hours.confirm', { slotId: slot.slotId, lines: less });
    const lineId = signupIdOf(slot.slotId, h.accountId);
    const nonce = newNonce();
    const asked = await world.did(h.who, 'hours.contest', ask(lineId), nonce);
    expect(asked).toEqual({ caseId: contestIdOf(lineId), state: 'open' });
    expect(await world.did(h.who, 'hours.contest', ask(lineId), nonce)).toEqual(asked);
    expect(await world.code(h.who, 'hours.contest', ask(lineId, '再问一次'))).toBe('ALREADY_ASKED');
    await world.jobs.escalate();
    expect(await world.documents('outbox', { kind: 'due', _id: { $regex: asked.caseId } })).toHaveLength(2);

    const waiting = (openid: string) => world.did(openid, 'hours.cases', { scope: 'waiting' });
    expect((await waiting('leader')).cases.find((c) => c.id === asked.caseId)).toMatchObject({
      may: ['explain'],
      net: 60,
      asked: [{ words: '我十点才走' }],
    });
    expect((await waiting('institute')).cases.map((c) => c.id)).not.toContain(asked.caseId);
    const file = {
      what: { kind: 'CORRECTION' as const, lineId, minutes: 45 },
      reason: '看了记录，确实十点走',
      settles: asked.caseId,
    };
    const { caseId } = await world.did('leader', 'hours.file', file);
    expect(await h.stateOf(asked.caseId)).toBe('settling');
    expect(
      await world.code('leader', 'hours.decide', { caseId: asked.caseId, verdict: 'explain', reason: '好' }),
    ).toBe('ALREADY_DECIDED');
    await world.did('deputy', 'hours.decide', { caseId, verdict: 'approve' });
    expect(await h.total()).toBe(105);
    // Seen at once, and written down by the job, which tells the volunteer.
    const mine = async () =>
      (await world.did(h.who, 'hours.cases', { scope: 'mine' })).cases.find((c) => c.id === asked.caseId);
    expect((await mine())?.state).toBe('settled');
    await world.jobs.escalate();
    expect(await h.stateOf(asked.caseId)).toBe('settled');
    expect(
      await world.documents('outbox', {
        kind: 'answered',
        accountId: h.accountId,
        _id: { $regex: asked.caseId },
      }),
    ).toHaveLength(1);
    expect(await mine()).toMatchObject({ state: 'settled', mayGoFurther: false });
  });

  it('answered in words can be taken further once, to staff', async () => {
    const slot = await h.shift(0, 2);
    await world.at(slot.end);
    const about = { about: { kind: 'slot' as const, slotId: slot.slotId }, words: '我去了，没记上' };
    const { shifts } = await world.did(h.who, 'hours.unrecorded', {});
    expect(shifts.find((s) => s.slotId === slot.slotId)).toMatchObject({ state: 'none', contestId: null });
    const { caseId } = await world.did(h.who, 'hours.contest', about);
    const say = { caseId, verdict: 'explain' as const };
    expect(await world.code('leader', 'hours.decide', say)).toBe('REASON_NEEDED');
    expect(await world.code('leader', 'hours.decide', { ...say, verdict: 'approve' })).toBe('BAD_INPUT');
    const further = { about: { kind: 'case' as const, caseId }, words: '签到表上有我' };
    expect(await world.code(h.who, 'hours.contest', further)).toBe('ALREADY_DECIDED');
    await world.did('leader', 'hours.decide', { ...say, reason: '签到表上没有您' });
    expect(await world.code('stranger', 'hours.contest', further)).toBe('NOT_FOUND');
    const nonce = newNonce();
    const again = await world.did(h.who, 'hours.contest', further, nonce);
    expect(again.state).toBe('open');
    expect(await world.did(h.who, 'hours.contest', further, nonce)).toEqual(again);
    expect(await world.code('leader', 'hours.decide', { ...say, reason: '还是没有' })).toBe('NOT_ALLOWED');
    const { cases } = await world.did('institute', 'hours.cases', { scope: 'waiting' });
    expect(cases.find((c) => c.id === caseId)).toMatchObject({
      asked: [{}, { words: '签到表上有我' }],
      answers: [{}],
    });
    await world.did('institute', 'hours.decide', { ...say, reason: '查了照片，没有看到' });
    expect(await world.code(h.who, 'hours.contest', further)).toBe('ALREADY_ASKED');
  });

  it('is settled by nobody who asked it, and not once it is answered', async () => {
    const slot = await h.shift(0, 2, ['leader']);
    await world.at(slot.end);
    const ask = { about: { kind: 'slot' as const, slotId: slot.slotId }, words: '我也在' };
    const { caseId } = await world.did('leader', 'hours.contest', ask);
    const { accountId } = await world.did('leader', 'session.open', {});
    const what = { kind: 'MAKE_UP' as const, slotId: slot.slotId, accountId, minutes: 60 };
    const file = { what, reason: '带队', settles: caseId };
    expect(await world.code('leader', 'hours.file', file)).toBe('SAME_PERSON');
    expect(await world.documents('cases', { slotId: slot.slotId })).toHaveLength(1);
    await world.did('deputy', 'hours.decide', { caseId, verdict: 'explain', reason: '带队不另记' });
    expect(await world.code('deputy', 'hours.file', file)).toBe('ALREADY_DECIDED');
  });

  it('is asked for somebody without a phone by who keeps them, and by nobody else', async () => {
    const slot = await h.shift(0, 2);
    await h.set('accounts', { _id: h.accountId }, { keptBy: h.ids.deputy });
    await world.at(slot.end);
    const personId = h.accountId;
    const about = { kind: 'slot' as const, slotId: slot.slotId, personId };
    const ask = { about, words: '他去了，没有记上' };
    const shifts = await world.did('deputy', 'hours.unrecorded', { personId });
    expect(shifts.shifts.map((s) => s.slotId)).toEqual([slot.slotId]);
    expect((await world.did('deputy', 'hours.list', { personId })).name).toBe(h.who);
    for (const action of ['hours.list', 'hours.unrecorded'] as const) {
      expect(await world.code('stranger', action, { personId })).toBe('NOT_FOUND');
    }
    expect(await world.code('stranger', 'hours.contest', ask)).toBe('NOT_FOUND');
    const { caseId } = await world.did('deputy', 'hours.contest', ask);
    const { cases } = await world.did('deputy', 'hours.cases', { scope: 'mine' });
    expect(cases.find((c) => c.id === caseId)).toMatchObject({ person: { id: personId }, own: true });
    await world.did('leader', 'hours.decide', { caseId, verdict: 'explain', reason: '名单上没有他' });
    expect(
      (await world.did('deputy', 'hours.cases', { scope: 'mine' })).cases.find((c) => c.id === caseId)
        ?.mayGoFurther,
    ).toBe(true);
  });

  it('about nobody else’s line, about no service, not before the end, not with words that break the law', async () => {
    const slot = await h.shift(0, 2);
    await world.at(slot.start);
    const about = { kind: 'slot' as const, slotId: slot.slotId };
    expect(await world.code(h.who, 'hours.contest', { about, words: '没记上' })).toBe('NOT_FINISHED');
    await world.at(slot.end);
    expect(await world.code('stranger', 'hours.contest', { about, words: '没记上' })).toBe('NOT_FOUND');
    expect(await world.code('stranger', 'hours.contest', ask('nothing'))).toBe('NOT_FOUND');
    expect(await world.code(h.who, 'hours.contest', { about, words: '测试违规' })).toBe('CONTENT_REFUSED');
    await world.at(MORNING);
    const start = slot.end + 2 * HOUR;
    const { slotId } = await world.post([{ kind: 'service', start, end: start + HOUR }]);
    await world.did(h.who, 'signups.take', { slotId, wait: false });
    await world.at(start + HOUR);
    expect(
      await world.code(h.who, 'hours.contest', { about: { kind: 'slot', slotId }, words: '没记上' }),
    ).toBe('NOT_A_SHIFT');
    expect(await world.code('leader', 'hours.candidates', { slotId })).toBe('NOT_A_SHIFT');
    const what = { kind: 'MAKE_UP' as const, slotId, accountId: h.accountId, minutes: 10 };
    expect(await world.code('leader', 'hours.file', { what, reason: '来了' })).toBe('NOT_A_SHIFT');
    expect(
      await world.code('leader', 'hours.file', {
        what: { ...what, slotId: slot.slotId },
        reason: '来了',
        settles: 'q_none',
      }),
    ).toBe('NOT_FOUND');
  });

  it('unanswered rises to staff, then to the city', async () => {
    const slot = await h.shift(0, 2);
    await world.at(slot.end);
    const about = { kind: 'slot' as const, slotId: slot.slotId };
    const { caseId } = await world.did(h.who, 'hours.contest', { about, words: '没记上' });
    const lists = async () => {
      const of = async (openid: string) =>
        (await world.did(openid, 'hours.cases', { scope: 'waiting' })).cases.some((c) => c.id === caseId);
      return [await of('leader'), await of('institute'), await of('officer')];
    };
    expect(await lists()).toEqual([true, false, false]);
    await world.at(slot.end + 8 * DAY);
    expect((await world.jobs.escalate()).risen).toBeGreaterThanOrEqual(1);
    expect(await lists()).toEqual([true, true, false]);
    await world.at(slot.end + 16 * DAY);
    await world.jobs.escalate();
    expect(await lists()).toEqual([true, true, true]);
    await world.at(slot.end + 30 * DAY);
    await world.jobs.escalate();
    expect(await lists()).toEqual([true, true, true]);
    // Told once a time that it rose, the leader and the deputy.
    await world.jobs.escalate();
    expect(await world.documents('outbox', { kind: 'due', _id: { $regex: caseId } })).toHaveLength(6);
  });

  it('none of which took more round trips than it may', () => {
    const { actions } = world.emulator.metrics();
    const most = {
      'hours.contest': 3,
      'hours.cases': 2,
      'hours.unrecorded': 2,
      'hours.decide': 5,
      'hours.file': 5,
    };
    const over = Object.entries(most).filter(([name, n]) => (actions[name]?.roundTrips.max ?? 99) > n);
    expect(over).toEqual([]);
  });
});
