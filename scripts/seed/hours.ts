import { makeCode } from '#domain/attendance/code';
import { accountIdOf, activityIdOf, signupIdOf, slotIdOf } from '#domain/ids';
import { HOUR, MINUTE, type Instant } from '#domain/time';
import type { Calendar } from './calendar';
import type { Client } from '../client';
import { teamLedBy } from './teams';
import type { Happening } from './timeline';

/** Hours that one person's word is not enough for, and some that nobody has confirmed in time. */

const CITY_CENTRE = '4112';
const DOCTOR = 'o-wang-fang';
const RESCUER = 'o-zhou-jianguo';
const DEPUTY = 'o-volunteer-411202-1';

interface Duty {
  readonly nonce: string;
  readonly leader: string;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  readonly risks: string;
  readonly slot: { readonly name: string; readonly start: Instant; readonly end: Instant };
  /** Counted from today: in the evening before. */
  readonly postDay: number;
  /** Who comes; `absent` only signed up. */
  readonly people: readonly string[];
  readonly absent: readonly string[];
  /** In the evening of this day; null for never. Whom the leader gives other minutes than proposed, and why. */
  readonly confirm: { readonly day: number; readonly less: Readonly<Record<string, string>> } | null;
}

/** Early and late, when nothing else is on: who comes has no other shift then. */
function dutiesOf(calendar: Calendar): Record<'forgotten' | 'night' | 'morning', Duty> {
  return {
    forgotten: {
      nonce: 'seed-hours-forgotten',
      leader: RESCUER,
      postDay: -23,
      confirm: null,
      title: '清晨安全巡查',
      category: 'safety',
      risks: '天没亮，穿反光背心，两人一组。',
      summary: '沿着沿河步道走一圈，看看护栏、路灯和救生圈还好不好用，坏的记下来报修。',
      slot: { name: '沿河巡查', start: calendar.at(-22, 6), end: calendar.at(-22, 8) },
      people: ['o-volunteer-411202-11', 'o-volunteer-411202-12'],
      absent: [],
    },
    night: {
      nonce: 'seed-hours-night',
      leader: RESCUER,
      postDay: -5,
      confirm: { day: -2, less: {} },
      title: '大风降温夜间值守',
      category: 'safety',
      risks: '夜里冷，带厚衣服，困了就换班。',
      summary: '守在应急值班点，接电话，给环卫工人和夜归的人倒热水，有情况随时出动。',
      slot: { name: '夜班', start: calendar.at(-3, 21), end: calendar.at(-2, 7) },
      people: ['o-zhao-lei', 'o-volunteer-411202-13'],
      absent: [],
    },
    morning: {
      nonce: 'seed-hours-morning',
      leader: DOCTOR,
      postDay: -7,
      title: '公园晨练量血压',
      category: 'health',
      risks: '血压太高的老人请他坐下休息，打 120。',
      summary: '给早上锻炼的老人量血压，记在健康卡上，提醒按时吃药。',
      slot: { name: '量血压', start: calendar.at(-4, 6), end: calendar.at(-4, 8) },
      people: ['o-chen-xiaoyu', 'o-volunteer-411202-2'],
      absent: ['o-volunteer-411202-4'],
      confirm: { day: -4, less: { 'o-chen-xiaoyu': '以为她七点就走了' } },
    },
  };
}

const slotOf = ({ leader, nonce }: Duty): string => slotIdOf(activityIdOf(accountIdOf(leader), nonce), 1);

/** What is told in the course of the month. */
export function hoursHappenings(
  client: Client,
  calendar: Calendar,
  teamIds: ReadonlyMap<string, string>,
): Happening[] {
  return Object.values(dutiesOf(calendar)).flatMap((duty) => happeningsOf(client, calendar, teamIds, duty));
}

function happeningsOf(
  client: Client,
  calendar: Calendar,
  teamIds: ReadonlyMap<string, string>,
  duty: Duty,
): Happening[] {
  const slotId = slotOf(duty);
  const { start, end } = duty.slot;
  const inTurn = (people: readonly string[], act: (openid: string) => Promise<unknown>) => async () => {
    for (const openid of people) await act(openid);
  };
  const scan = (action: 'attendance.checkIn' | 'attendance.checkOut') => async (openid: string) => {
    const { key } = await client.call(duty.leader, 'desk.view', { slotId });
    const code = makeCode(key, slotId, client.now());
    await client.call(openid, action, { code }, `seed-${action.slice(11)}-${slotId}`);
  };
  const take = (openid: string) =>
    client.call(openid, 'signups.take', { slotId, wait: false }, `seed-take-${slotId}`);
  const posted = calendar.evening(duty.postDay);
  return [
    { at: posted, kind: 'post', run: () => post(client, teamIds, duty) },
    { at: posted + HOUR, kind: 'signUp', run: inTurn([...duty.people, ...duty.absent], take) },
    { at: start - 5 * MINUTE, kind: 'scan', run: inTurn(duty.people, scan('attendance.checkIn')) },
    { at: end + 2 * MINUTE, kind: 'scan', run: inTurn(duty.people, scan('attendance.checkOut')) },
    ...(duty.confirm === null
      ? []
      : [
          {
            at: calendar.evening(duty.confirm.day),
            kind: 'confirm' as const,
            run: () => confirm(client, duty),
          },
        ]),
  ];
}

async function post(client: Client, teamIds: ReadonlyMap<string, string>, duty: Duty): Promise<void> {
  const { leader, title, category, summary, risks, slot, nonce } = duty;
  const teamId = teamIds.get(teamLedBy(leader).name) ?? '';
  const slots = [{ kind: 'shift' as const, capacity: 6, ...slot }];
  const input = { teamId, title, category, summary, risks, contactPhone: '0398-2820003', slots };
  await client.call(leader, 'activities.post', { ...input, venue: { stationId: CITY_CENTRE } }, nonce);
}

async function confirm(client: Client, duty: Duty): Promise<void> {
  const slotId = slotOf(duty);
  const { lines } = await client.call(duty.leader, 'hours.proposals', { slotId });
  const less = duty.confirm?.less ?? {};
  const given = lines.map(({ attendanceId, minutes }) => {
    const openid = duty.people.find((one) => attendanceId === signupIdOf(slotId, accountIdOf(one))) ?? '';
    const reason = less[openid];
    return reason === undefined ? { attendanceId, minutes } : { attendanceId, minutes: minutes - 60, reason };
  });
  await client.call(duty.leader, 'hours.confirm', { slotId, lines: given }, `seed-confirm-${slotId}`);
}

/** What waits today: a volunteer's question, hours made up for by the deputy; and all that the jobs then see to. */
export async function seedHours(client: Client, calendar: Calendar): Promise<void> {
  const { morning } = dutiesOf(calendar);
  const slotId = slotOf(morning);
  const lineId = signupIdOf(slotId, accountIdOf('o-chen-xiaoyu'));
  const words = '我八点才走的，收的血压计，队里的群里有照片。';
  await client.call(
    'o-chen-xiaoyu',
    'hours.contest',
    { about: { kind: 'line', lineId }, words },
    'seed-contest',
  );
  const what = {
    kind: 'MAKE_UP' as const,
    slotId,
    accountId: accountIdOf('o-volunteer-411202-4'),
    minutes: 120,
  };
  await client.call(DEPUTY, 'hours.file', { what, reason: '手机没电，全程都在' }, 'seed-make-up');
  for (const name of ['tellHours', 'tellCases', 'remindOfHours', 'raiseCases'] as const) {
    await client.call(null, 'jobs.sweep', { name });
  }
}
