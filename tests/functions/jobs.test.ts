import { HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

describe('what the system does by itself', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b', 'c', 'd']) await world.person(p);
  });
  afterAll(() => world.close());
  beforeEach(() => world.at(MORNING));

  it("closes a stay that nobody checked out at the shift's end, an hour after it, once, and says so", async () => {
    const { slotId, start, end } = await world.post();
    await world.did('a', 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did('a', 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await world.at(end + 59 * MINUTE);
    expect((await world.jobs.close()).attendances).toBe(0);
    await world.at(end + 60 * MINUTE);
    expect((await world.jobs.close()).attendances).toBe(1);
    expect((await world.jobs.close()).attendances).toBe(0);
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    expect(lines).toMatchObject([{ out: end, minutes: 119 }]);
    expect(lines[0]?.flags).toContain('CLOSED_BY_SYSTEM');
    const told = await world.documents('outbox', { kind: 'checkedOut' });
    expect(told.map((m) => [String(m._id).includes(slotId), m['state']])).toEqual([[true, 'due']]);
  });

  it('writes the record of a place taken by a process that died before it could', async () => {
    const { slotId } = await world.post([{ start: MORNING + 5 * HOUR, end: MORNING + 6 * HOUR }]);
    const { signupId } = await world.did('b', 'signups.take', { slotId, wait: false });
    // As the crash leaves it: the name in the roster, no record.
    await world.emulator.store.remove('signups', { query: { _id: signupId }, multi: false });
    await world.at(MORNING + MINUTE);
    expect((await world.jobs.repair()).repaired).toBe(0);
    await world.at(MORNING + 3 * MINUTE);
    expect((await world.jobs.repair()).repaired).toBe(1);
    expect((await world.did('b', 'me.view', {})).coming).toMatchObject([{ slotId, state: 'confirmed' }]);
    expect((await world.jobs.repair()).repaired).toBe(0);
  });

  it('lets the same tap, sent again after such a crash, finish what it began', async () => {
    const { slotId } = await world.post([
      { start: MORNING + 7 * HOUR, end: MORNING + 8 * HOUR, capacity: 1 },
    ]);
    const nonce = 'the-same-tap';
    const { signupId } = await world.did('b', 'signups.take', { slotId, wait: false }, nonce);
    await world.emulator.store.remove('signups', { query: { _id: signupId }, multi: false });
    expect(await world.did('b', 'signups.take', { slotId, wait: false }, nonce)).toMatchObject({
      state: 'confirmed',
    });
    const [slot] = await world.documents('slots', { _id: slotId });
    expect(slot?.['taken']).toBe(1);
  });

  it('frees the place of a sign-up cancelled by a process that died, and promotes who waits, in order', async () => {
    const { slotId } = await world.post([
      { start: MORNING + 9 * HOUR, end: MORNING + 10 * HOUR, capacity: 1 },
    ]);
    for (const p of ['c', 'd', 'a']) await world.did(p, 'signups.take', { slotId, wait: true });
    const [held] = await world.documents('signups', { slotId, state: 'confirmed' });
    await world.alter(
      'signups',
      { _id: held?._id },
      { $set: { state: 'cancelled' }, $unset: { liveFor: '' } },
    );
    await world.at(MORNING + 3 * MINUTE);
    expect(await world.jobs.repair()).toMatchObject({ repaired: 1, promoted: 1 });
    expect((await world.did('d', 'me.view', {})).coming.find((c) => c.slotId === slotId)?.state).toBe(
      'confirmed',
    );
    expect((await world.did('a', 'me.view', {})).coming.find((c) => c.slotId === slotId)?.state).toBe(
      'waiting',
    );
    await world.jobs.deliver();
    expect(await world.documents('outbox', { kind: 'promoted', state: 'refused' })).toHaveLength(1);
  });

  it('sends a message once to who granted it, by the same timers as in the cloud', async () => {
    const grant = { openid: 'd', templateId: 't-cancelled', count: 1 };
    await fetch(`${world.emulator.url}/grants`, { method: 'POST', body: JSON.stringify(grant) });
    await world.did('d', 'messages.granted', { kinds: ['cancelled'] });
    const { activityId, slotId } = await world.post([
      { start: MORNING + 12 * HOUR, end: MORNING + 13 * HOUR },
    ]);
    await world.did('d', 'signups.take', { slotId, wait: false });
    expect((await world.did('leader', 'activities.cancel', { activityId, reason: '大雨' })).told).toBe(1);
    await world.emulator.fireTimer('jobs', 'jobs-tick');
    await world.emulator.fireTimer('jobs', 'jobs-tick');
    const mailbox = (await (await fetch(`${world.emulator.url}/mailbox?openid=d`)).json()) as {
      messages: unknown[];
    };
    expect(mailbox.messages).toHaveLength(1);
    const seen = await world.did('d', 'activities.view', { activityId });
    expect(seen).toMatchObject({ phase: 'cancelled', cancelReason: '大雨' });
  });

  it('counts hours on the day they were given, however late they are confirmed, and takes off what was cancelled', async () => {
    const { slotId, start, end } = await world.post([
      { start: MORNING + 15 * HOUR, end: MORNING + 15.5 * HOUR },
    ]);
    const other = await world.post([{ start: MORNING + 14 * HOUR, end: MORNING + 14.5 * HOUR }]);
    await world.did('c', 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did('c', 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await world.at(MORNING + 4 * HOUR);
    await world.jobs.rollup();
    const figures = async () => {
      const [month] = await world.documents('statistics', { _id: '2026-03_all' });
      return (month?.['days'] as Record<string, unknown>)['2026-03-01'] as {
        activities: number;
        minutes: number;
      };
    };
    const before = await figures();
    await world.did('leader', 'activities.cancel', { activityId: other.activityId, reason: '停电' });
    await world.at(end + 30 * HOUR);
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    const confirmed = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
    await world.did('leader', 'hours.confirm', { slotId, lines: confirmed });
    await world.jobs.rollup();
    const after = await figures();
    expect(after.minutes).toBe(before.minutes + (lines[0]?.minutes ?? 0));
    expect(after.activities).toBe(before.activities - 1);
  });

  it('reminds who holds a place a day and two hours before, once each, and nobody of what is cancelled', async () => {
    const begins = MORNING + 40 * HOUR;
    const kept = await world.post([{ start: begins, end: begins + HOUR, capacity: 1 }]);
    const off = await world.post([{ start: begins + 2 * HOUR, end: begins + 3 * HOUR }]);
    await world.did('a', 'signups.take', { slotId: kept.slotId, wait: false });
    await world.did('b', 'signups.take', { slotId: kept.slotId, wait: true });
    await world.did('a', 'signups.take', { slotId: off.slotId, wait: false });
    await world.did('leader', 'activities.cancel', { activityId: off.activityId, reason: '场地停用' });
    await world.at(begins - 1441 * MINUTE);
    expect((await world.jobs.remind()).reminded).toBe(0);
    await world.at(begins - 1440 * MINUTE);
    expect((await world.jobs.remind()).reminded).toBe(1);
    await world.at(begins - 121 * MINUTE);
    expect((await world.jobs.remind()).reminded).toBe(0);
    await world.at(begins - 120 * MINUTE);
    expect((await world.jobs.remind()).reminded).toBe(1);
    expect((await world.jobs.remind()).reminded).toBe(0);
    const told = await world.documents('outbox', { kind: 'reminderSoon' });
    expect(told.map((m) => String(m._id))).toEqual([expect.stringContaining(kept.slotId)]);
  });

  it('keeps a shift before its people until they can no longer check out', async () => {
    const begins = MORNING + 60 * HOUR;
    const { slotId, end } = await world.post([{ start: begins, end: begins + HOUR }]);
    await world.did('d', 'signups.take', { slotId, wait: false });
    const shown = async () => (await world.did('d', 'me.view', {})).coming.some((c) => c.slotId === slotId);
    await world.at(end + 59 * MINUTE);
    await world.jobs.close();
    expect(await shown()).toBe(true);
    await world.at(end + 60 * MINUTE);
    await world.jobs.close();
    expect(await shown()).toBe(false);
  });

  it('makes the same figures when it counts a day again', async () => {
    const before = await world.documents('statistics');
    await world.did(null, 'city.rollup', { day: '2026-03-01' });
    const once = await world.documents('statistics');
    await world.did(null, 'city.rollup', { day: '2026-03-01' });
    expect(await world.documents('statistics')).toEqual(once);
    expect(once.length).toBeGreaterThanOrEqual(before.length);
  });
});
