import { countWords } from '../domain/accounts/waiting';
import type { MeView, Waiting } from '../domain/accounts/views';
import type { LedActivity } from '../domain/activities/views';
import { clockSpan } from './format';
import { routes } from './routes';

/** What leaders and staff have to do, wherever that is shown. */

/** A row that opens a page. */
export interface WayRow {
  /** The page, by its name among routes. */
  readonly way: string;
  /** Its path. */
  readonly to: string;
  readonly icon: string;
  readonly name: string;
  /** What one would open it for; '' when the name says all. */
  readonly note: string;
  /** How many things wait there; '' when none does. */
  readonly count: string;
}

/** Pages that are opened without saying of what. */
type Way = {
  [R in keyof typeof routes]: Parameters<(typeof routes)[R]> extends [unknown, ...unknown[]] ? never : R;
}[keyof typeof routes];

export const wayRow = (way: Way, icon: string, name: string, note: string, count = 0): WayRow => ({
  way,
  to: routes[way](),
  icon,
  name,
  note,
  count: count > 0 ? countWords(count) : '',
});

/** A slot of today that the caller keeps the desk of. */
export interface DeskRow {
  readonly slotId: string;
  readonly title: string;
  readonly times: string;
}

/** Whoever leads one team goes straight to its people. */
function applicationsRow({ teams, waiting }: MeView): WayRow {
  const [team, another] = teams;
  const { applications } = waiting;
  const note = applications > 0 ? `${countWords(applications)} 人想加入，等您答复` : '队员名册，没有新的申请';
  const row = wayRow('teams', 'usergroup-add', '队员和入队申请', note, applications);
  return { ...row, way: 'applications', to: team && !another ? routes.members(team.id) : row.to };
}

export function leadingWays(me: MeView, led: readonly LedActivity[]): WayRow[] {
  const toConfirm = led.reduce((sum, activity) => sum + activity.toConfirm, 0);
  const work = toConfirm > 0 ? `${toConfirm} 人的时长等您确认` : '签到台、确认时长、再办一次';
  return [
    wayRow('led', 'calendar', '队里的活动', work, toConfirm),
    applicationsRow(me),
    wayRow('orders', 'call', '派来的求助', '接不接、谁去', me.waiting.orders),
    wayRow('cases', 'help-circle', '时长的疑问和补记', '队员来问的，和您提出的', me.waiting.cases),
  ];
}

export function servingWays(waiting: Waiting): WayRow[] {
  return [
    wayRow('requestDesk', 'call', '求助派单', '受理、派单、电话登记', waiting.requests),
    wayRow(
      'review',
      'check-rectangle',
      '待审核的活动',
      '还有活动后的照片',
      waiting.activities + waiting.photos,
    ),
    wayRow('heldTeams', 'usergroup', '待审核的队伍', '', waiting.teams),
    wayRow(
      'heldHours',
      'time',
      '待确认的时长',
      '超过一天上限的、过期没确认的',
      waiting.cases + waiting.overdue,
    ),
    wayRow('bindings', 'mobile', '换微信的申请', '', waiting.bindings),
    wayRow('callups', 'notification', '紧急召集', '汛情、险情时一次叫齐人'),
    wayRow('shops', 'shop', '爱心商家', ''),
  ];
}

/** Before a slot begins its desk is put up; after its end the last ones still leave. */
const DESK_BEFORE = 60 * 60_000;
const DESK_AFTER = 60 * 60_000;

/** The desks that the caller keeps about now, soonest first; one for an activity, as a desk shows all of its slots. */
export function desksOf(led: readonly LedActivity[], now: number): DeskRow[] {
  return led
    .filter(({ phase }) => phase === 'coming' || phase === 'running' || phase === 'finished')
    .flatMap(({ title, slots }) => {
      const open = slots.filter((slot) => slot.start - DESK_BEFORE <= now && now < slot.end + DESK_AFTER);
      const [first] = [...open].sort((a, b) => a.start - b.start);
      return first ? [{ title, slot: first }] : [];
    })
    .sort((a, b) => a.slot.start - b.slot.start)
    .map(({ title, slot }) => ({ slotId: slot.id, title, times: clockSpan(slot) }));
}

/** Where something waits that the holder of this phone can do now, as leader and as staff. */
export const dueRows = (me: MeView, led: readonly LedActivity[], serves: boolean): WayRow[] =>
  [...(me.teams.length > 0 ? leadingWays(me, led) : []), ...(serves ? servingWays(me.waiting) : [])].filter(
    ({ count }) => count !== '',
  );

/** How many things there are to do now: the kinds of such work, and every sign-up that waits for an answer. */
export const dueCount = (me: MeView, due: readonly WayRow[]): number =>
  due.length + me.coming.filter(({ asked }) => asked !== null).length;
