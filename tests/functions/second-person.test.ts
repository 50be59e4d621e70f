import { makePersonalCode } from '#domain/attendance/code';
import type { Input } from '#domain/contract';
import { accountIdOf, confirmCaseIdOf, signupIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { newNonce, type World } from '../../harness/world';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** Two persons for any hours entered by hand: what rests on nothing but the word of who confirms it. */
describe('hours that a second person has to agree to', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });

  type Slot = Awaited<ReturnType<HoursWorld['shift']>>;
  type Record = Partial<Input<'attendance.record'>>;
  const attendanceOf = ({ slotId }: Slot, openid = h.who) => signupIdOf(slotId, accountIdOf(openid));
  const caseOf = (slot: Slot, openid?: string) => confirmCaseIdOf(attendanceOf(slot, openid));

  /** A phone without network noted it at the shift's start, and tells it at this moment. */
  async function tellLate(slot: Slot, told: number, more: Record = {}, by = 'leader'): Promise<void> {
    await world.at(told);
    const input = { slotId: slot.slotId, move: 'in' as const, takenAt: slot.start, sentAt: told };
    const named = more.code === undefined ? { personId: h.accountId, reason: '手机没电' } : {};
    await world.did(by, 'attendance.record', { ...input, ...named, ...more });
  }
  async function confirm(slot: Slot, by = 'leader', nonce?: string, minutes?: number) {
    const { lines } = await h.confirmInput(slot.slotId, by);
    const given = lines.map((line) =>
      minutes === undefined ? line : { ...line, minutes, reason: '一直都在' },
    );
    return world.did(by, 'hours.confirm', { slotId: slot.slotId, lines: given }, nonce);
  }
  const alone = async (slot: Slot, by = 'leader') =>
    (await world.did(by, 'hours.proposals', { slotId: slot.slotId })).lines[0]?.alone;
  const approve = (slot: Slot, openid?: string) => ({
    caseId: caseOf(slot, openid),
    verdict: 'approve' as const,
  });
  const waiting = async (openid: string, slot: Slot) =>
    (await world.did(openid, 'hours.cases', { scope: 'waiting' })).cases.some((c) => c.id === caseOf(slot));

  it('a name told after the shift waits for another leader or staff, and is credited once they agree', async () => {
    const slot = await h.shift(0, 2);
    await tellLate(slot, slot.end + HOUR);
    expect(await alone(slot)).toBe(0);
    const nonce = newNonce();
    const first = await confirm(slot, 'leader', nonce);
    const attendanceId = attendanceOf(slot);
    expect(first).toEqual({ credited: 0, minutes: 0, waiting: [{ attendanceId, level: 'team' }] });
    const lines = [{ attendanceId, minutes: 120 }];
    const again = await world.did('leader', 'hours.confirm', { slotId: slot.slotId, lines }, nonce);
    expect(again).toEqual(first);
    expect(await h.total()).toBe(0);

    const { lines: shown } = await world.did('leader', 'hours.proposals', { slotId: slot.slotId });
    expect(shown).toMatchObject([{ credited: 0, waits: { level: 'team', minutes: 120 } }]);
    const mine = await world.did(h.who, 'hours.cases', { scope: 'mine' });
    expect(mine.cases).toMatchObject([
      { kind: 'MAKE_UP', state: 'open', asked: [{ words: '手机没电' }, {}] },
    ]);
    expect((await world.did(h.who, 'hours.unrecorded', {})).shifts).toEqual([]);
    expect(await Promise.all(['deputy', 'institute', 'officer'].map((p) => waiting(p, slot)))).toEqual([
      true,
      true,
      false,
    ]);

    expect(await world.code('leader', 'hours.decide', approve(slot))).toBe('SAME_PERSON');
    expect(await world.code(h.who, 'hours.decide', approve(slot))).toBe('NOT_ALLOWED');
    const agreed = newNonce();
    const answer = await world.did('deputy', 'hours.decide', approve(slot), agreed);
    expect(await world.did('deputy', 'hours.decide', approve(slot), agreed)).toEqual(answer);
    expect(await h.total()).toBe(120);
    const view = await world.did(h.who, 'hours.line', { lineId: attendanceId });
    expect(view.line).toMatchObject({ kind: 'makeup', reason: '手机没电', confirmedBy: h.ids.deputy });
    expect(view.pairs).toEqual([{ in: slot.start, out: slot.end }]);
  });

  it('a name told while the shift lasts waits as well, unless another leader told it', async () => {
    const slot = await h.shift(0, 2);
    await tellLate(slot, slot.start + MINUTE);
    await world.at(slot.end);
    expect(await alone(slot)).toBe(0);
    expect(await confirm(slot)).toMatchObject({ credited: 0, waiting: [{ level: 'team' }] });
    await h.next();
    const next = await h.shift(0, 2);
    await tellLate(next, next.start + MINUTE, {}, 'deputy');
    await world.at(next.end);
    expect(await confirm(next)).toMatchObject({ credited: 1, minutes: 120, waiting: [] });
  });

  it('a personal code proves by its own step when it was shown, however late it is told', async () => {
    const slot = await h.shift(0, 2);
    const { key, accountId } = await world.did(h.who, 'code.mine', {});
    await tellLate(slot, slot.end + HOUR, { code: makePersonalCode(key, accountId, slot.start) });
    expect(await confirm(slot)).toMatchObject({ credited: 1, minutes: 120, waiting: [] });
  });

  it('whoever confirms what another leader has told is the second person', async () => {
    const slot = await h.shift(0, 2);
    await tellLate(slot, slot.end + HOUR);
    expect(await alone(slot, 'deputy')).toBe(120);
    expect(await confirm(slot, 'deputy')).toMatchObject({ credited: 1, minutes: 120, waiting: [] });
  });

  it('minutes beyond what was noted are credited as far as that goes; the rest is a correction', async () => {
    for (const verdict of ['approve', 'refuse'] as const) {
      await h.next();
      const slot = await h.shift(0, 2);
      await h.serve({ ...slot, end: slot.start + HOUR });
      await world.at(slot.end);
      const noted = (await alone(slot)) ?? 0;
      expect([59, 60]).toContain(noted);
      expect(await confirm(slot, 'leader', newNonce(), 120)).toMatchObject({
        credited: 1,
        minutes: noted,
        waiting: [{ level: 'team' }],
      });
      expect(await h.total()).toBe(noted);
      const correct = { kind: 'CORRECTION' as const, lineId: attendanceOf(slot), minutes: 10 };
      expect(await world.code('leader', 'hours.file', { what: correct, reason: '再加' })).toBe(
        'ALREADY_FILED',
      );
      await world.did('deputy', 'hours.decide', { ...approve(slot), verdict, reason: '看了照片' });
      expect(await h.total()).toBe(verdict === 'approve' ? 120 : noted);
      const { lines } = await world.did('leader', 'hours.proposals', { slotId: slot.slotId });
      expect(lines).toMatchObject([{ credited: await h.total(), waits: null }]);
    }
  });

  it('what died between line and case is finished by the same call', async () => {
    const slot = await h.shift(0, 2);
    await h.serve({ ...slot, end: slot.start + HOUR });
    await world.at(slot.end);
    const nonce = newNonce();
    const lines = [{ attendanceId: attendanceOf(slot), minutes: 120, reason: '一直都在' }];
    const call = () => world.did('leader', 'hours.confirm', { slotId: slot.slotId, lines }, nonce);
    const first = await call();
    // As the crash leaves it: the line written, nothing filed, the attendance still waiting.
    await world.emulator.store.remove('cases', { query: { _id: caseOf(slot) }, multi: false });
    await h.set('attendances', { _id: attendanceOf(slot) }, { credited: false, toConfirm: slot.slotId });
    expect(await call()).toEqual(first);
    expect(await call()).toEqual(first);
    expect(await world.documents('hours', { slotId: slot.slotId })).toHaveLength(1);
    expect(await world.documents('cases', { slotId: slot.slotId })).toMatchObject([{ kind: 'CORRECTION' }]);
  });

  it('for their own hours nobody’s late word is enough, nor that of who gave it', async () => {
    const slot = await h.shift(0, 2, ['leader']);
    await tellLate(slot, slot.end + HOUR, { personId: accountIdOf('leader') }, 'deputy');
    expect(await confirm(slot)).toMatchObject({ credited: 0, waiting: [{ level: 'team' }] });
    for (const who of ['leader', 'deputy']) {
      expect(await world.code(who, 'hours.decide', approve(slot, 'leader'))).toBe('SAME_PERSON');
    }
    await world.did('institute', 'hours.decide', approve(slot, 'leader'));
    expect(await h.total('leader')).toBe(120);
  });

  it('staff in the leader’s place need one as well for what they enter by hand', async () => {
    const slot = await h.shift(0, 2);
    await h.serve({ ...slot, end: slot.start + HOUR });
    await world.at(slot.end);
    expect(await confirm(slot, 'institute', newNonce(), 120)).toMatchObject({
      credited: 1,
      waiting: [{ level: 'team' }],
    });
    expect(await world.code('institute', 'hours.decide', approve(slot))).toBe('SAME_PERSON');
    await world.did('leader', 'hours.decide', approve(slot));
    expect(await h.total()).toBe(120);
  });

  it('a check-out taken back afterwards gives nobody more by the same word', async () => {
    const slot = await h.shift(0, 2);
    await h.serve({ ...slot, end: slot.start + 90 * MINUTE });
    await world.at(slot.end + HOUR);
    const desk = await world.did('leader', 'desk.view', { slotId: slot.slotId });
    const marks = [...(desk.people[0]?.undo ?? [])];
    await world.did('leader', 'attendance.undo', { slotId: slot.slotId, personId: h.accountId, marks });
    expect([89, 90]).toContain(await alone(slot));
    expect(await confirm(slot)).toMatchObject({ credited: 1, waiting: [{ level: 'team' }] });
    expect(await h.total()).toBeLessThanOrEqual(90);
  });

  it('more than eight hours of it are for the centre at once', async () => {
    const slot = await h.shift(0, 9);
    await tellLate(slot, slot.end + HOUR);
    expect(await confirm(slot)).toMatchObject({ credited: 0, waiting: [{ level: 'centre' }] });
    expect(await world.code('deputy', 'hours.decide', approve(slot))).toBe('NOT_ALLOWED');
    await world.did('centre', 'hours.decide', approve(slot));
    expect(await h.total()).toBe(540);
  });

  it('left alone it rises to the city', async () => {
    const slot = await h.shift(0, 2);
    await tellLate(slot, slot.end + HOUR);
    await confirm(slot);
    expect(await waiting('officer', slot)).toBe(false);
    await world.at(slot.end + 9 * DAY);
    await world.jobs.escalate();
    expect(await waiting('officer', slot)).toBe(true);
  });

  it('two who confirm the same at the same moment: credited once at most, never without a second person', async () => {
    const slot = await h.shift(0, 2);
    await tellLate(slot, slot.end + HOUR);
    await Promise.all([confirm(slot, 'leader'), confirm(slot, 'leader')]);
    expect(await h.total()).toBe(0);
    expect(await world.documents('cases', { slotId: slot.slotId })).toHaveLength(1);
  });

  it('none of which took more round trips than it may', () => {
    const { actions } = world.emulator.metrics();
    const most = { 'hours.confirm': 7, 'hours.proposals': 2, 'hours.decide': 5 };
    const over = Object.entries(most).filter(([name, n]) => (actions[name]?.roundTrips.max ?? 99) > n);
    expect(over).toEqual([]);
  });
});
