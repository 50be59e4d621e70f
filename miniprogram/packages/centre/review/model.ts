import { onOneDay } from '../../../domain/activities/times';
import { spokenName } from '../../../domain/stations/rules';
import type { Instant } from '../../../domain/time';
import type { HeldActivity, SlotCard } from '../../../domain/activities/views';
import { clockSpan, date, span, weekday } from '../../../services/format';
import { choiceName } from '../../../services/session';
import { kindWords } from '../../../services/words';
import { ageOf, type Age } from '../age';

export interface HeldRow extends Age {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly team: string;
  /** '今天 14:00–16:00', of a weekly row '每周日 14:00–16:00，共 12 次'. */
  readonly time: string;
  readonly venue: string;
  readonly address: string;
  readonly slots: readonly { readonly id: string; readonly text: string }[];
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  /** Of what is read here, to be said with the verdict. */
  readonly revision: number;
  /** The work is dangerous (regulation 685): look at the risks and the insurance. */
  readonly dangerous: boolean;
  /** All of it has begun: too late to publish. */
  readonly begun: boolean;
  /** The weekly row that is judged at once; empty for one that is held once. */
  readonly rowId: string;
  /** Its dates, each of which can be judged by itself. */
  readonly dates: readonly HeldDate[];
  /** What to know before all of them are published. */
  readonly rowNote: string;
}

export interface HeldDate {
  readonly id: string;
  readonly text: string;
  readonly begun: boolean;
}

function slotText(slot: SlotCard, activity: HeldActivity, now: Instant): string {
  const what = `${kindWords[slot.kind].name}“${slot.name}”${slot.capacity} 人`;
  // One that lasts as long as the whole needs no time of its own.
  if (slot.start === activity.start && slot.end === activity.end) return what;
  return `${onOneDay(activity.slots) ? clockSpan(slot) : span(slot, now)} ${what}`;
}

function datesOf(
  { rowId, dates }: HeldActivity,
  now: Instant,
): Pick<HeldRow, 'rowId' | 'dates' | 'begun' | 'rowNote'> {
  const all = dates.map((d) => ({ id: d.activityId, text: span(d, now), begun: now >= d.start }));
  const late = all.filter(({ begun }) => begun).length;
  const begun = late === all.length;
  if (rowId === null || all.length < 2) return { rowId: '', dates: [], begun, rowNote: '' };
  const rowNote = late > 0 && !begun ? `有 ${late} 次已经过了开始时间，只能退回` : '';
  return { rowId, dates: all, begun, rowNote };
}

/** A date that is alone by now says its own time. */
function timeOf(activity: HeldActivity, now: Instant): string {
  const { dates, rowId } = activity;
  const last = dates[dates.length - 1];
  if (rowId === null || !last || dates.length < 2) return span(activity, now);
  const through = `${date(activity.start)}到${date(last.start)}`;
  return `每${weekday(activity.start)} ${clockSpan(activity)}，共 ${dates.length} 次，${through}`;
}

const skillNames = ({ skills }: HeldActivity): string =>
  skills
    .map((skill) => choiceName('skills', skill))
    .filter(Boolean)
    .join('或');

export function heldRow(activity: HeldActivity, now: Instant): HeldRow {
  const { id, title, category, teamName, venue, submittedAt } = activity;
  return {
    id,
    title,
    category: choiceName('activityCategories', category),
    team: teamName,
    time: timeOf(activity, now),
    venue: spokenName(venue.name),
    address: venue.address,
    ...ageOf(submittedAt, now),
    slots: [...activity.slots]
      .sort((a, b) => a.start - b.start)
      .map((slot) => ({ id: slot.id, text: slotText(slot, activity, now) })),
    facts: [
      { name: '做什么', text: activity.summary },
      { name: '适合谁', text: activity.audience },
      { name: '带什么', text: activity.bring },
      { name: '要留意', text: activity.risks },
      { name: '保险', text: activity.insurance },
      { name: '年龄', text: activity.minimumAge > 0 ? `满 ${activity.minimumAge} 岁` : '' },
      { name: activity.skillsNeeded ? '要会' : '最好会', text: skillNames(activity) },
    ].filter(({ text }) => text !== ''),
    revision: activity.revision,
    dangerous: activity.dangerous,
    ...datesOf(activity, now),
  };
}
