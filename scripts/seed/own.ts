import type { Place } from '#domain/geo';
import { HOUR, MINUTE } from '#domain/time';
import type { Calendar, PartOfDay } from './calendar';
import { museumDuty, notices, winterClothes, type Notice } from './notices';
import type { Planner, PlannedActivity, PlannedSlot, Taker } from './plan';
import { teamLedBy, type SeedTeam } from './teams';

/** What the personas are in the middle of: see personas.ts. */

const CITY_CENTRE = '4112';
const volunteer = (n: number): string => `o-volunteer-411202-${String(n)}`;
const resident = (n: number): string => `o-resident-${String(n * 7 + 1)}`;
const comes = (openid: string, evening: 0 | 1 = 0): Taker => ({
  openid,
  evening,
  cancels: false,
  conduct: 'whole',
});

function noticeOf(title: string): Notice {
  const found = notices.find((n) => n.title === title);
  if (!found) throw new Error(`no notice ${title}`);
  return found;
}

export function ownActivities(planner: Planner, calendar: Calendar, centre: Place): PlannedActivity[] {
  const base = { nonce: '', venue: { stationId: CITY_CENTRE }, place: centre, calledOff: null };
  const make = (
    team: SeedTeam,
    notice: Notice,
    postDay: number,
    slots: PlannedSlot[],
    confirmed = false,
  ) => ({ ...base, nonce: planner.nextNonce(), team, notice, postDay, slots, confirmed });
  const busy = (day: number, parts: readonly PartOfDay[], openids: readonly string[]) => {
    for (const part of parts) planner.occupy(calendar.session(day, part), openids);
  };

  const running = calendar.around(-40);
  const soon = calendar.around(20);
  const length = 150 * MINUTE;
  const watchers = ['o-zhao-lei', ...[1, 2, 3, 4, 5, 6].map(volunteer)];
  const helpers = ['o-chen-xiaoyu', ...[7, 8, 9].map(volunteer)];
  const patients = ['o-li-daye', resident(0), resident(1)];
  const whole = ['morning', 'afternoon', 'evening'] as const;
  for (const day of [-1, 0, 1]) busy(day, whole, [...watchers, ...helpers, ...patients, 'o-sun-yue']);

  // What they have before them is what follows here, and nothing else.
  for (const session of calendar.ahead)
    planner.occupy(session, [...watchers, ...helpers, ...patients, 'o-sun-yue']);

  const now = make(teamLedBy('o-zhou-jianguo'), noticeOf('文明交通劝导'), -2, [
    {
      kind: 'shift',
      name: '路口值守',
      capacity: 10,
      start: running,
      end: running + length,
      takers: watchers.map((o) => comes(o)),
    },
  ]);
  const next = make(teamLedBy('o-wang-fang'), noticeOf('家门口的义诊'), -2, [
    {
      kind: 'shift',
      name: '分诊和引导',
      capacity: 8,
      start: soon,
      end: soon + length,
      takers: helpers.map((o) => comes(o)),
    },
    {
      kind: 'service',
      name: '看诊号',
      capacity: 30,
      start: soon,
      end: soon + length,
      takers: patients.map((o) => comes(o)),
    },
  ]);
  const { start, end } = calendar.session(1, 'morning');
  const line = [...['o-chen-xiaoyu', volunteer(7), volunteer(8)].map((o) => comes(o)), comes('o-sun-yue', 1)];
  const tomorrow = make(teamLedBy('o-wang-fang'), noticeOf('心里话，说出来'), -3, [
    // Full, with somebody waiting: whoever cancels lets the next in.
    { kind: 'shift', name: '接待', capacity: 3, start, end, takers: line },
    { kind: 'service', name: '倾诉时段', capacity: 8, start, end, takers: [comes('o-li-daye')] },
  ]);
  const off = make(teamLedBy('o-liu-xiuying'), noticeOf('黄河岸边捡垃圾'), -3, [
    {
      kind: 'shift',
      name: '沿岸捡拾',
      capacity: 15,
      start: calendar.at(3, 9),
      end: calendar.at(3, 11),
      takers: [comes(volunteer(10))],
    },
  ]);
  planner.occupy(calendar.session(3, 'morning'), [volunteer(10)]);
  const held = make(teamLedBy('o-liu-xiuying'), winterClothes, -1, [
    {
      kind: 'shift',
      name: '分拣打包',
      capacity: 12,
      start: calendar.at(5, 14),
      end: calendar.at(5, 17),
      takers: [],
    },
  ]);
  const past = (leader: string, title: string, part: PartOfDay) => {
    const session = calendar.session(-1, part);
    return { ...planner.activity(session, teamLedBy(leader), noticeOf(title)), confirmed: false };
  };
  return [
    now,
    next,
    tomorrow,
    { ...off, calledOff: '气象台预报大风，为了安全取消，改期另行通知。' },
    held,
    past('o-ma-jun', '宪法宣传周：普法赶大集', 'afternoon'),
    past('o-wang-fang', '八段锦晨练教学', 'morning'),
    ...museum(planner, calendar),
  ];
}

/** Day after day in the museum: how a young volunteer comes to a star within a month. */
function museum(planner: Planner, calendar: Calendar): PlannedActivity[] {
  const guides = ['o-chen-xiaoyu', volunteer(14), volunteer(15)];
  const place = { longitude: 111.1875, latitude: 34.7843 };
  const week = (first: number): PlannedActivity => {
    const days = Array.from({ length: 7 }, (_, i) => first + i);
    for (const day of days) {
      for (const part of ['morning', 'afternoon'] as const)
        planner.occupy(calendar.session(day, part), guides);
    }
    return {
      nonce: planner.nextNonce(),
      team: teamLedBy('o-leader-03'),
      notice: museumDuty,
      venue: { name: '三门峡市博物馆', address: '湖滨区陕州公园内', place },
      place,
      postDay: first - 3,
      slots: days.map((day) => ({
        kind: 'shift' as const,
        name: '展厅讲解',
        capacity: 4,
        start: calendar.at(day, 9),
        end: calendar.at(day, 9) + 8 * HOUR,
        takers: guides.map((o) => comes(o)),
      })),
      confirmed: true,
      calledOff: null,
    };
  };
  return [week(-20), week(-12)];
}
