import { intervalOf, timesOf, type SlotTimes } from '#domain/activities/times';
import { MINUTE } from '#domain/time';
import { volunteer } from '../../harness/people';
import { inOneWorld } from '../support/one-world';
import type { World } from '../../harness/world';

/** Shifts over midnight, of a month and of a year: from posting to the hours that they are worth. */
let world: World;
inOneWorld((started) => {
  world = started;
});

const night = (times: SlotTimes) => {
  const interval = intervalOf(times);
  if (!interval) throw new Error(`no times: ${JSON.stringify(times)}`);
  return interval;
};

/** A night that a leader posts on the morning before it, and the id of its slot. */
async function posted(times: SlotTimes): Promise<{ activityId: string; slotId: string }> {
  await world.at(night({ ...times, from: '08:00', to: '09:00' }).start);
  const { activityId } = await world.post([{ name: '值夜', ...night(times) }]);
  const { slots } = await world.did('leader', 'activities.template', { activityId });
  return { activityId, slotId: slots[0]?.slotId ?? '' };
}

let people = 0;
async function holder(slotId: string): Promise<string> {
  const who = `night-${(people += 1)}`;
  await volunteer(world, who);
  await world.did(who, 'signups.take', { slotId, wait: false });
  return who;
}

it.each(['2026-03-15', '2026-03-31', '2026-12-31'])(
  'the night of %s is worth its eight hours, on the day on which it began',
  async (day) => {
    const times = { day, from: '22:00', to: '06:00' };
    const { start, end } = night(times);
    const { activityId, slotId } = await posted(times);
    const who = await holder(slotId);

    await world.at(start - 10 * MINUTE);
    expect((await world.did('anyone', 'activities.list', { day })).activities.map(({ id }) => id)).toContain(
      activityId,
    );
    await world.did(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await world.at(end + 5 * MINUTE);
    await world.did(who, 'attendance.checkOut', { code: await world.screenCode(slotId) });
    const { lines, shiftMinutes } = await world.did('leader', 'hours.proposals', { slotId });
    expect([shiftMinutes, ...lines.map(({ minutes }) => minutes)]).toEqual([480, 480]);
    const sent = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes, reason: '' }));
    await world.did('leader', 'hours.confirm', { slotId, lines: sent });
    const { lines: ledger, summary } = await world.did(who, 'hours.list', {});
    expect(ledger.map((line) => [line.day, line.minutes, line.start, line.end])).toEqual([
      [day, 480, start, end],
    ]);
    expect(summary.totalMinutes).toBe(480);
  },
);

it('whoever goes home at midnight of a shift that ends with the day is there for all of it', async () => {
  const times = { day: '2026-04-30', from: '20:00', to: '24:00' };
  const { start, end } = night(times);
  const { slotId } = await posted(times);
  const who = await holder(slotId);
  await world.at(start - MINUTE);
  await world.did(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
  await world.at(end);
  await world.did(who, 'attendance.checkOut', { code: await world.screenCode(slotId) });
  const { lines } = await world.did('leader', 'hours.proposals', { slotId });
  expect(lines.map(({ minutes }) => minutes)).toEqual([240]);
});

it('a night is changed to end at midnight, and comes back as that; who holds a place is asked again', async () => {
  const times = { day: '2026-05-31', from: '22:00', to: '06:00' };
  const { activityId, slotId } = await posted(times);
  await holder(slotId);
  const { form, venue, revision, slots } = await world.did('leader', 'activities.template', { activityId });
  const [slot] = slots;
  expect(slot && timesOf(slot)).toEqual(times);
  const change = (to: string) => ({
    ...form,
    activityId,
    revision,
    venue: { stationId: venue?.stationId ?? '' },
    slots: [{ kind: 'shift' as const, name: '值夜', capacity: 20, slotId, ...night({ ...times, to }) }],
  });
  const { asked } = await world.did('leader', 'activities.change', change('24:00'));
  expect(asked).toBe(1);
  const after = await world.did('leader', 'activities.template', { activityId });
  expect(after.slots.map(timesOf)).toEqual([{ ...times, to: '24:00' }]);
});

it('a weekly night is one each week, and a whole day is no shift', async () => {
  const times = { day: '2026-06-30', from: '22:00', to: '02:00' };
  await world.at(night({ ...times, from: '08:00', to: '09:00' }).start);
  const whole = night({ ...times, from: '08:00', to: '08:00' });
  const input = {
    teamId: world.leaderTeam,
    title: '夜间巡逻',
    category: 'care',
    summary: '巡街',
    risks: '注意车辆',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
  };
  const slot = { kind: 'shift' as const, name: '值夜', capacity: 5 };
  const refused = await world.call('leader', 'activities.post', {
    ...input,
    slots: [{ ...slot, ...whole, start: whole.start + 30 * MINUTE, end: whole.end + 30 * MINUTE }],
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  await world.did('leader', 'activities.post', {
    ...input,
    slots: [{ ...slot, ...night(times) }],
    repeat: 3,
  });
  const { activities } = await world.did('leader', 'activities.led', {});
  const row = activities
    .filter(({ title }) => title === '夜间巡逻')
    .flatMap(({ slots }) => slots.map(timesOf));
  expect(row.map(({ day }) => day).sort()).toEqual(['2026-06-30', '2026-07-07', '2026-07-14']);
  expect(new Set(row.map(({ from, to }) => `${from}–${to}`))).toEqual(new Set(['22:00–02:00']));
});
