import { confirmCaseIdOf, signupIdOf } from '#domain/ids';
import { noKey } from '#domain/unique';
import { MORNING, newNonce, type World } from '../../harness/world';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** Hours that one person's word is not enough for: filed, and decided by a second person. */
describe('cases of hours', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });

  describe('more than eight hours in a day', () => {
    it('wait for the centre, while everybody else is credited at once', async () => {
      const other = 'other';
      await world.person(other);
      const early = await h.shift(0, 5);
      await h.serve(early);
      const late = await h.shift(5, 4, [h.who, other]);
      await h.serve(late, [h.who, other]);
      await world.did('leader', 'hours.confirm', await h.confirmInput(early.slotId));
      const input = await h.confirmInput(late.slotId);
      const nonce = newNonce();
      const first = await world.did('leader', 'hours.confirm', input, nonce);
      const attendanceId = signupIdOf(late.slotId, h.accountId);
      expect(first).toMatchObject({ credited: 1, waiting: [{ attendanceId, level: 'centre' }] });
      expect(await world.did('leader', 'hours.confirm', input, nonce)).toEqual(first);
      expect(await h.total()).toBeLessThanOrEqual(300);
      const { lines } = await world.did('leader', 'hours.proposals', { slotId: late.slotId });
      expect(lines.find((l) => l.attendanceId === attendanceId)).toMatchObject({
        credited: 0,
        waits: { level: 'centre' },
      });

      const caseId = confirmCaseIdOf(attendanceId);
      const approve = { caseId, verdict: 'approve' as const };
      expect(await world.code('institute', 'hours.decide', approve)).toBe('NOT_ALLOWED');
      expect(await world.code('leader', 'hours.decide', approve)).toBe('NOT_ALLOWED');
      expect(await world.code('stranger', 'hours.decide', approve)).toBe('NOT_ALLOWED');
      const { cases } = await world.did('centre', 'hours.cases', { scope: 'waiting' });
      expect(cases.find((c) => c.id === caseId)).toMatchObject({
        kind: 'OVER_DAY',
        may: ['approve', 'refuse'],
      });
      const decided = newNonce();
      const answer = await world.did('centre', 'hours.decide', approve, decided);
      expect(answer).toMatchObject({ state: 'approved', level: 'centre' });
      expect(await world.did('centre', 'hours.decide', approve, decided)).toEqual(answer);
      expect(await world.code('centre', 'hours.decide', approve)).toBe('ALREADY_DECIDED');
      expect(await h.total()).toBeGreaterThan(480);
      const [line] = await world.documents('hours', { _id: attendanceId });
      expect(line).toMatchObject({ kind: 'service', confirmedBy: h.ids.centre });
      const audited = await world.documents('audit', { subject: caseId, action: 'hours.decide' });
      expect(audited.map((a) => (a['after'] as { verdict?: string }).verdict)).toEqual(['approve']);
      // Refused calls are not in the log, and the log does not say that they changed anything.
      expect(audited).toHaveLength(1);
    });

    it('above twelve, only the city', async () => {
      const whole = await h.shift(0, 12);
      await h.serve(whole);
      await world.did('leader', 'hours.confirm', await h.confirmInput(whole.slotId));
      const more = await h.shift(12, 2);
      await h.serve(more);
      expect(await world.did('leader', 'hours.confirm', await h.confirmInput(more.slotId))).toMatchObject({
        credited: 1,
        waiting: [],
      });
      // With the second credited the day comes to more than twelve: the first rises as it is looked at.
      const caseId = confirmCaseIdOf(signupIdOf(whole.slotId, h.accountId));
      const approve = { caseId, verdict: 'approve' as const };
      expect(await world.did('centre', 'hours.decide', approve)).toMatchObject({
        state: 'open',
        level: 'city',
      });
      expect(await world.code('centre', 'hours.decide', approve)).toBe('NOT_ALLOWED');
      await world.did('officer', 'hours.decide', approve);
      expect(await h.total()).toBeGreaterThan(720);
    });

    it('refused with a reason, nothing is credited and the leader is told', async () => {
      const whole = await h.shift(0, 9);
      await h.serve(whole);
      await world.did('leader', 'hours.confirm', await h.confirmInput(whole.slotId));
      const caseId = confirmCaseIdOf(signupIdOf(whole.slotId, h.accountId));
      expect(await world.code('centre', 'hours.decide', { caseId, verdict: 'refuse' })).toBe('REASON_NEEDED');
      expect(await world.code('centre', 'hours.decide', { caseId, verdict: 'explain', reason: '不行' })).toBe(
        'BAD_INPUT',
      );
      expect(
        await world.code('centre', 'hours.decide', { caseId, verdict: 'refuse', reason: '测试违规' }),
      ).toBe('CONTENT_REFUSED');
      await world.did('centre', 'hours.decide', { caseId, verdict: 'refuse', reason: '中间休息了一小时' });
      expect(await h.total()).toBe(0);
      await world.jobs.escalate();
      expect(await world.documents('outbox', { _id: { $regex: `^answered_${caseId}` } })).toHaveLength(1);
      await world.jobs.escalate();
      expect(await world.documents('outbox', { _id: { $regex: `^answered_${caseId}` } })).toHaveLength(1);
    });

    it('with a reason that may be said', async () => {
      const slot = await h.shift(0, 2);
      await h.serve(slot);
      const { lines } = await h.confirmInput(slot.slotId);
      const said = lines.map((line) => ({ ...line, minutes: 60, reason: '测试违规' }));
      const code = await world.code('leader', 'hours.confirm', { slotId: slot.slotId, lines: said });
      expect(code).toBe('CONTENT_REFUSED');
      expect(await h.total()).toBe(0);
    });

    it('staff in the leader’s place say as much as their office may, and leave the rest', async () => {
      const whole = await h.shift(0, 9);
      await h.serve(whole);
      const input = await h.confirmInput(whole.slotId);
      const left = await world.did('institute', 'hours.confirm', input);
      expect(left).toMatchObject({ credited: 0, waiting: [{ level: 'centre' }] });
      expect(await world.documents('cases', { slotId: whole.slotId })).toEqual([]);
      expect(await world.code('stranger', 'hours.confirm', input)).toBe('NOT_ALLOWED');
      expect(await world.did('centre', 'hours.confirm', input)).toMatchObject({ credited: 1, waiting: [] });
      expect(await world.documents('audit', { subject: whole.slotId, action: 'hours.confirm' })).toHaveLength(
        2,
      );
    });
  });

  describe('hours made up for', () => {
    const makeUp = (slotId: string, minutes = 60, person = h.accountId) => ({
      what: { kind: 'MAKE_UP' as const, slotId, accountId: person, minutes },
      reason: '忘了签到，全程都在',
    });

    it('are credited once a second person agrees, never by h.who filed them', async () => {
      const { slotId, end } = await h.shift(0, 2);
      await world.at(end);
      const nonce = newNonce();
      const filed = await world.did('leader', 'hours.file', makeUp(slotId), nonce);
      expect(await world.did('leader', 'hours.file', makeUp(slotId), nonce)).toEqual(filed);
      expect(filed.level).toBe('team');
      expect(await h.total()).toBe(0);
      const approve = { caseId: filed.caseId, verdict: 'approve' as const };
      expect(await world.code('leader', 'hours.decide', approve)).toBe('SAME_PERSON');
      expect(await world.code(h.who, 'hours.decide', approve)).toBe('NOT_ALLOWED');
      await world.did('deputy', 'hours.decide', approve);
      expect(await h.total()).toBe(60);
      const { lines } = await world.did(h.who, 'hours.list', {});
      expect(lines[0]).toMatchObject({ id: filed.caseId, kind: 'makeup', confirmedBy: h.ids.deputy });
    });

    it('not decided by whose hours they are, nor by h.who keeps that person', async () => {
      const { slotId, end } = await h.shift(0, 2, [h.who, 'deputy']);
      await world.at(end);
      const own = await world.did('leader', 'hours.file', makeUp(slotId, 60, h.ids.deputy));
      expect(await world.code('deputy', 'hours.decide', { caseId: own.caseId, verdict: 'approve' })).toBe(
        'SAME_PERSON',
      );
      const kept = await world.did('leader', 'hours.file', makeUp(slotId));
      await h.set('accounts', { _id: h.accountId }, { keptBy: h.ids.deputy });
      expect(await world.code('deputy', 'hours.decide', { caseId: kept.caseId, verdict: 'approve' })).toBe(
        'SAME_PERSON',
      );
      await world.did('institute', 'hours.decide', { caseId: kept.caseId, verdict: 'approve' });
    });

    it('stay within the shift, once a person, of h.who belongs there, after it is over', async () => {
      const { slotId, start, end } = await h.shift(0, 2);
      await world.at(start);
      expect(await world.code('leader', 'hours.file', makeUp(slotId))).toBe('NOT_FINISHED');
      expect(await world.code('leader', 'hours.candidates', { slotId })).toBe('NOT_FINISHED');
      await world.at(end);
      expect(await world.code('leader', 'hours.file', makeUp(slotId, 121))).toBe('ABOVE_SHIFT');
      expect(await world.code('leader', 'hours.file', makeUp(slotId, 60, h.ids.stranger))).toBe(
        'NOT_A_MEMBER',
      );
      expect(await world.code('leader', 'hours.file', makeUp('vnone-1'))).toBe('NOT_FOUND');
      expect(await world.code('stranger', 'hours.file', makeUp(slotId))).toBe('NOT_ALLOWED');
      expect(await world.code('leader', 'hours.file', { ...makeUp(slotId), reason: '测试违规' })).toBe(
        'CONTENT_REFUSED',
      );
      const { people } = await world.did('leader', 'hours.candidates', { slotId });
      expect(people.find((p) => p.accountId === h.accountId)).toMatchObject({ signedUp: true });
      expect(people.some((p) => p.accountId === h.ids.deputy)).toBe(true);
      const filed = await world.did('leader', 'hours.file', makeUp(slotId, 120));
      expect(await world.code('deputy', 'hours.file', makeUp(slotId, 60))).toBe('ALREADY_FILED');
      expect(
        (await world.did('leader', 'hours.candidates', { slotId })).people.some(
          (p) => p.accountId === h.accountId,
        ),
      ).toBe(false);
      await world.did('deputy', 'hours.decide', { caseId: filed.caseId, verdict: 'approve' });
      expect(await world.code('deputy', 'hours.file', makeUp(slotId, 1))).toBe('ALREADY_RECORDED');
    });

    it('give way to a presence that was noted late and confirmed meanwhile', async () => {
      const slot = await h.shift(0, 2);
      await world.at(slot.end);
      const filed = await world.did('leader', 'hours.file', makeUp(slot.slotId));
      await world.at(slot.start);
      await h.serve(slot);
      await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
      const approve = { caseId: filed.caseId, verdict: 'approve' as const };
      expect(await world.code('deputy', 'hours.decide', approve)).toBe('ALREADY_RECORDED');
      expect(await h.stateOf(filed.caseId)).toBe('open');
      expect(await h.total()).toBeLessThanOrEqual(120);
    });

    it('count beside what is confirmed of the same and of other shifts: no hour twice (I5)', async () => {
      const served = await h.shift(0, 2);
      const beside = await h.shift(0, 2);
      await h.serve(served);
      await world.at(served.end);
      const filed = await world.did('leader', 'hours.file', makeUp(beside.slotId, 90));
      const input = await h.confirmInput(served.slotId);
      await world.did('leader', 'hours.confirm', input);
      // Confirmed meanwhile: the room is gone, nothing is decided, and what waits can still be refused.
      expect(await world.code('deputy', 'hours.decide', { caseId: filed.caseId, verdict: 'approve' })).toBe(
        'ABOVE_SHIFT',
      );
      expect(await h.stateOf(filed.caseId)).toBe('open');
      await world.did('deputy', 'hours.decide', {
        caseId: filed.caseId,
        verdict: 'refuse',
        reason: '那段时间在别处',
      });
      expect(await h.total()).toBeLessThanOrEqual(120);
      expect(await world.code('leader', 'hours.file', makeUp(served.slotId))).toBe('ALREADY_RECORDED');
    });
  });

  describe('a correction', () => {
    const correct = (lineId: string, minutes: number, settles?: string) => ({
      what: { kind: 'CORRECTION' as const, lineId, minutes },
      reason: '按签到表改',
      ...(settles === undefined ? {} : { settles }),
    });
    async function credited() {
      const slot = await h.shift(0, 2);
      await h.serve(slot);
      await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
      return { ...slot, lineId: signupIdOf(slot.slotId, h.accountId), minutes: await h.total() };
    }

    it('is a new line that refers to the old one, after a second person agrees', async () => {
      const { lineId, minutes } = await credited();
      const { caseId } = await world.did('leader', 'hours.file', correct(lineId, -30));
      expect(await world.code('deputy', 'hours.file', correct(lineId, -20))).toBe('ALREADY_FILED');
      await world.did('institute', 'hours.decide', { caseId, verdict: 'approve', reason: '核过了' });
      expect(await h.total()).toBe(minutes - 30);
      const view = await world.did(h.who, 'hours.line', { lineId });
      expect(view).toMatchObject({
        net: minutes - 30,
        of: 2,
        corrections: [{ id: caseId, corrects: lineId }],
      });
      // Of a correction of a correction, the first line is meant.
      const again = await world.did('leader', 'hours.file', correct(caseId, 30));
      await world.did('deputy', 'hours.decide', { caseId: again.caseId, verdict: 'approve' });
      expect((await world.did(h.who, 'hours.line', { lineId })).net).toBe(minutes);
      expect(await world.code('stranger', 'hours.line', { lineId })).toBe('NOT_FOUND');
    });

    it('never goes above the shift or below nothing, as filed and as decided', async () => {
      const { lineId, minutes } = await credited();
      expect(await world.code('leader', 'hours.file', correct(lineId, -minutes - 1))).toBe('BELOW_ZERO');
      expect(await world.code('leader', 'hours.file', correct(lineId, 121 - minutes))).toBe('ABOVE_SHIFT');
      expect(await world.code('leader', 'hours.file', correct('nothing', 5))).toBe('NOT_FOUND');
      const { caseId } = await world.did('leader', 'hours.file', correct(lineId, -minutes));
      await world.did('deputy', 'hours.decide', { caseId, verdict: 'approve' });
      expect(await h.total()).toBe(0);
      expect(await world.code('leader', 'hours.file', correct(lineId, -1))).toBe('BELOW_ZERO');
    });

    it('promised by a decision that died is written by the job', async () => {
      const { lineId, minutes } = await credited();
      const { caseId } = await world.did('leader', 'hours.file', correct(lineId, -10));
      // As the crash leaves it: the decision is kept, the line is not written.
      const answer = {
        at: new Date(MORNING),
        by: h.ids.deputy,
        verdict: 'approve',
        words: '',
        nonce: newNonce(),
      };
      const kept = { state: 'approved', answers: [answer], tellAt: new Date(MORNING) };
      await h.set('cases', { _id: caseId }, { ...kept, openKey: noKey(caseId) }, ['openFor', 'risesAt']);
      await world.jobs.escalate();
      await world.jobs.escalate();
      expect(await h.total()).toBe(minutes - 10);
    });
  });

  it('none of which took more round trips than it may', () => {
    const { actions } = world.emulator.metrics();
    const most = {
      'hours.confirm': 5,
      'hours.file': 5,
      'hours.decide': 5,
      'hours.line': 2,
      'hours.candidates': 2,
    };
    const over = Object.entries(most).filter(([name, n]) => (actions[name]?.roundTrips.max ?? 99) > n);
    expect(over).toEqual([]);
  });
});
