import { confirmBy, remindBefore } from '#domain/hours/calendar';
import { signupIdOf } from '#domain/ids';
import { DAY, dayOf, HOUR, MINUTE } from '#domain/time';
import { settings } from '../../harness/small-city';
import { type World } from '../../harness/world';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** Hours are recorded within ten working days (令67): nobody who was there is forgotten. */
describe('what the system sees to', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });

  /** As the timer does it: what is over has left what is live. */
  const escalate = async () => {
    await world.jobs.close();
    return world.jobs.escalate();
  };
  const reminders = (slotId: string) => world.documents('outbox', { _id: { $regex: `^due_${slotId}` } });
  const overdue = async (openid: string, slotId: string) =>
    (await world.did(openid, 'hours.overdue', {})).slots.find((s) => s.slotId === slotId);

  it('reminds leader and deputy once before the deadline and once at it, then asks the staff, then the city', async () => {
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    const deadline = confirmBy(slot.end, settings);
    const { due } = await world.did('leader', 'hours.proposals', { slotId: slot.slotId });
    expect(due).toEqual({ state: 'LEFT', days: 10 });

    await world.at(remindBefore(deadline, settings.calendar) - MINUTE);
    await escalate();
    expect(await reminders(slot.slotId)).toHaveLength(0);
    await world.at(remindBefore(deadline, settings.calendar));
    await escalate();
    await escalate();
    expect(await reminders(slot.slotId)).toHaveLength(2);
    expect(await overdue('institute', slot.slotId)).toBeUndefined();

    await world.at(deadline - MINUTE);
    await escalate();
    expect(await overdue('institute', slot.slotId)).toBeUndefined();
    await world.at(deadline);
    await escalate();
    await escalate();
    expect(await reminders(slot.slotId)).toHaveLength(4);
    expect(await overdue('institute', slot.slotId)).toMatchObject({ people: 1, workingDaysOver: 1 });
    expect(await overdue('centre', slot.slotId)).toBeDefined();
    expect(await overdue('officer', slot.slotId)).toBeUndefined();
    expect(await world.code('stranger', 'hours.overdue', {})).toBe('NOT_ALLOWED');

    await world.at(deadline + 9 * DAY);
    await escalate();
    expect((await overdue('officer', slot.slotId))?.workingDaysOver).toBeGreaterThanOrEqual(5);
    expect(await reminders(slot.slotId)).toHaveLength(4);

    // Staff confirm in the leader's place: it is in the log, and off every list.
    const input = await h.confirmInput(slot.slotId, 'institute');
    expect(await world.did('institute', 'hours.confirm', input)).toMatchObject({ credited: 1 });
    expect(await world.documents('audit', { subject: slot.slotId })).toHaveLength(1);
    expect(await overdue('institute', slot.slotId)).toBeUndefined();
    await world.at(deadline + 12 * DAY);
    await escalate();
    const [kept] = await world.documents('slots', { _id: slot.slotId });
    expect([kept?.['dueAt'], kept?.['overdueFor']]).toEqual([undefined, undefined]);
  });

  it('leaves alone what was confirmed in time, and where nobody came', async () => {
    const served = await h.shift(0, 2);
    await h.serve(served);
    await world.did('leader', 'hours.confirm', await h.confirmInput(served.slotId));
    const empty = await h.shift(3, 1);
    const late = confirmBy(empty.end, settings) + HOUR;
    await world.at(remindBefore(confirmBy(empty.end, settings), settings.calendar));
    await escalate();
    await world.at(late);
    await escalate();
    for (const { slotId } of [served, empty]) {
      expect(await reminders(slotId)).toHaveLength(0);
      expect(await overdue('institute', slotId)).toBeUndefined();
      expect((await world.documents('slots', { _id: slotId }))[0]?.['dueAt']).toBeUndefined();
    }
  });

  it('tells of each line once, whatever it is for', async () => {
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
    const lineId = signupIdOf(slot.slotId, h.accountId);
    const what = { kind: 'CORRECTION' as const, lineId, minutes: -10 };
    const { caseId } = await world.did('leader', 'hours.file', { what, reason: '早走十分钟' });
    await world.did('deputy', 'hours.decide', { caseId, verdict: 'approve' });
    await Promise.all([escalate(), escalate()]);
    await escalate();
    const told = await world.documents('outbox', { kind: 'credited', accountId: h.accountId });
    expect(told).toHaveLength(2);
    expect(await world.documents('hours', { tellAt: { $exists: true } })).toEqual([]);
  });

  it('counts a correction in the hours, but nobody twice', async () => {
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
    const before = await h.total();
    const what = { kind: 'CORRECTION' as const, lineId: signupIdOf(slot.slotId, h.accountId), minutes: -10 };
    const { caseId } = await world.did('leader', 'hours.file', { what, reason: '早走十分钟' });
    await world.did('deputy', 'hours.decide', { caseId, verdict: 'approve' });
    const day = dayOf(slot.start);
    await world.did(null, 'city.rollup', { day });
    const [month] = await world.documents('statistics', { area: 's1', month: day.slice(0, 7) });
    const figures = (month?.['days'] as Record<string, unknown> | undefined)?.[day];
    expect(figures).toMatchObject({ personTimes: 1, minutes: before - 10 });
  });

  it('finds a ledger that somebody has changed', async () => {
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
    const audit = () => world.jobs.auditLedger();
    const whole = await audit();
    expect(whole.faults).toBe(0);
    expect(whole.accounts).toBeGreaterThanOrEqual(1);
    const lineId = signupIdOf(slot.slotId, h.accountId);
    await h.set('hours', { _id: lineId }, { minutes: 999, balance: 999 });
    expect((await audit()).faults).toBe(1);
    await h.set('hours', { _id: lineId }, { minutes: 120, balance: 120, reason: '改过' });
    expect((await audit()).faults).toBe(1);
  });
});
