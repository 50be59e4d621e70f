import { movesOpen, type ActivityState, type Move, type Phase } from '../../../domain/activities/lifecycle';
import { rowToCancel } from '../../../domain/activities/row';
import { daysOf } from '../../../domain/activities/rules';
import { spokenName } from '../../../domain/stations/rules';
import { dayOf, type Instant } from '../../../domain/time';
import type { LedActivity, SlotCard } from '../../../domain/activities/views';
import { moment, offWords, span } from '../../../services/format';
import { daysLeft } from '../../../services/words/hours';

type GroupName = 'today' | 'toConfirm' | 'refused' | 'drafts' | 'submitted' | 'coming' | 'past';

export interface SlotRow {
  readonly id: string;
  readonly name: string;
  /** Shown when the activity has several slots; otherwise the card's own times say it. */
  readonly times: string;
  readonly taken: string;
  readonly action: 'desk' | 'confirm' | null;
  /** That it was called off, and why. */
  readonly off: string;
  /** It can be called off by itself. */
  readonly cancellable: boolean;
}

export type CardAction = 'edit' | 'copy' | 'cancel' | 'discard' | 'report' | 'said';

export interface LedCard {
  readonly id: string;
  readonly teamId: string;
  readonly title: string;
  readonly times: string;
  readonly venue: string;
  readonly state: string;
  readonly tone: 'now' | 'plain' | 'quiet';
  /** '应到 12 人，已到 9 人' */
  readonly figures: string;
  /** How long there is to confirm the hours; `late` once it is over. */
  readonly due: string;
  readonly late: boolean;
  readonly slots: readonly SlotRow[];
  readonly actions: readonly { readonly action: CardAction; readonly name: string }[];
  /** Why a reviewer sent it back, if one did. */
  readonly refuseReason: string;
}

export interface LedGroup {
  readonly name: GroupName;
  readonly title: string;
  readonly cards: readonly LedCard[];
}

const titles: Record<GroupName, string> = {
  today: '今天',
  toConfirm: '等您确认时长',
  refused: '被退回',
  drafts: '草稿',
  submitted: '待审核',
  coming: '报名中',
  past: '以前的',
};

const standing = ({ slots }: LedActivity): SlotCard[] => slots.filter(({ off }) => off === undefined);

/** Those that can still be changed, or called off one by one. */
const toCome = (activity: LedActivity, now: Instant): SlotCard[] =>
  standing(activity).filter(({ start }) => now < start);

function groupOf(activity: LedActivity, now: Instant): GroupName {
  const { phase } = activity;
  switch (phase) {
    case 'draft':
      return 'drafts';
    case 'submitted':
    case 'refused':
      return phase;
    case 'closed':
      return 'past';
    case 'cancelled':
    case 'finished':
      return activity.toConfirm > 0 ? 'toConfirm' : 'past';
    case 'running':
    case 'coming':
      break;
  }
  // Of several days each is a day to be there; in between it waits as before.
  if (daysOf(standing(activity)).includes(dayOf(now))) return 'today';
  return activity.toConfirm > 0 ? 'toConfirm' : 'coming';
}

const states: Record<Phase, readonly [state: string, tone: LedCard['tone']]> = {
  draft: ['草稿', 'quiet'],
  submitted: ['审核中', 'plain'],
  refused: ['被退回', 'now'],
  coming: ['未开始', 'plain'],
  running: ['进行中', 'now'],
  finished: ['已结束', 'quiet'],
  cancelled: ['已取消', 'quiet'],
  closed: ['已归档', 'quiet'],
};

function stateOf({ phase, toConfirm }: LedActivity): Pick<LedCard, 'state' | 'tone'> {
  if ((phase === 'finished' || phase === 'cancelled') && toConfirm > 0)
    return { state: `${toConfirm} 人待确认`, tone: 'now' };
  const [state, tone] = states[phase];
  return { state, tone };
}

function actionOf(activity: LedActivity, slot: SlotCard, now: Instant): SlotRow['action'] {
  const { phase, waiting } = activity;
  // Who was there when it was called off is credited for that.
  if (slot.off !== undefined) return waiting.includes(slot.id) ? confirmable(slot) : null;
  if (phase === 'coming' || phase === 'running') return now < slot.end ? 'desk' : confirmable(slot);
  return phase === 'finished' || phase === 'closed' ? confirmable(slot) : null;
}

/** Only volunteers' time is credited. */
const confirmable = (slot: SlotCard): SlotRow['action'] => (slot.kind === 'shift' ? 'confirm' : null);

const isPublic = (phase: Phase): boolean => phase !== 'draft' && phase !== 'submitted' && phase !== 'refused';

function figuresOf(activity: LedActivity): string {
  if (!isPublic(activity.phase)) return '';
  const came = activity.phase === 'running' ? `，现在在场 ${activity.here} 人` : '';
  return `报名 ${activity.expected} 人${came}`;
}

const stateOfPhase = (phase: Phase): ActivityState =>
  phase === 'coming' || phase === 'running' || phase === 'finished' ? 'published' : phase;

/** What each move is called on the button that leads to it. */
const moveActions: Partial<Record<Move, { action: CardAction; name: string }>> = {
  save: { action: 'edit', name: '接着填' },
  edit: { action: 'edit', name: '修改' },
  change: { action: 'edit', name: '修改' },
  discard: { action: 'discard', name: '删除' },
  cancel: { action: 'cancel', name: '取消活动' },
  report: { action: 'report', name: '写小结' },
};

/** What has been held stays as it is. */
const cancelRest = { action: 'cancel', name: '取消后面的' } as const;

function actionsOf(activity: LedActivity, now: Instant): LedCard['actions'] {
  const { phase, start, end, reported } = activity;
  const open = movesOpen({ state: stateOfPhase(phase), start, end }, 'leader', now);
  const able = open.filter((move) => move !== 'change' || toCome(activity, now).length > 0);
  const held = standing(activity).some((slot) => slot.end <= now);
  const named = able.flatMap((move) => (move === 'cancel' && held ? cancelRest : (moveActions[move] ?? [])));
  const told = named.map((a) => (a.action === 'report' && reported ? { ...a, name: '改小结' } : a));
  if (phase === 'draft' || phase === 'refused') return told;
  const past = phase === 'finished' || phase === 'closed';
  return [
    ...told,
    ...(past ? [{ action: 'said', name: '大家怎么说' } as const] : []),
    { action: 'copy', name: '再办一次' },
  ];
}

/** The last one that stands is called off with its activity. */
const isOneOf = (activity: LedActivity, { id }: SlotCard, now: Instant): boolean =>
  standing(activity).length > 1 && toCome(activity, now).some((slot) => slot.id === id);

/** What the leader should know before they call off: who is told, and what stays. */
export function cancelNote(activity: LedActivity, slotId: string, now: Instant): string {
  const slot = activity.slots.find(({ id }) => id === slotId);
  if (slot)
    return `${activity.title}，${slot.name} ${span(slot, now)}。报了这一场的人都会收到消息，别的场次不变。`;
  const held = standing(activity).some(({ end }) => end <= now);
  return held
    ? `${activity.title}。还没结束的都取消，报了名的人会收到消息；已经结束的不变，时长照常确认。`
    : `${activity.title}。报了名的人都会收到消息，取消后不能恢复。`;
}

function cardOf(activity: LedActivity, now: Instant): LedCard {
  const { id, teamId, phase, rowId } = activity;
  const draft = phase === 'draft';
  return {
    id,
    teamId,
    title: activity.title || '还没有标题',
    times: draft
      ? `${moment(activity.start, now)} 存的`
      : `${span(activity, now)}${rowId === null ? '' : '（每周）'}`,
    venue: draft ? '' : spokenName(activity.venue.name),
    ...stateOf(activity),
    figures: figuresOf(activity),
    due: activity.due ? `确认时长：${daysLeft(activity.due)}` : '',
    late: activity.due?.state === 'OVER',
    slots: activity.slots.map((slot) => ({
      id: slot.id,
      name: slot.name,
      times: span(slot, now),
      taken: `${slot.capacity - slot.left}/${slot.capacity} 人`,
      action: actionOf(activity, slot, now),
      off: phase === 'cancelled' ? '' : offWords(slot),
      cancellable: (phase === 'coming' || phase === 'running') && isOneOf(activity, slot, now),
    })),
    actions: actionsOf(activity, now),
    refuseReason: activity.refuseReason,
  };
}

/** What of a weekly row can be called off at once. */
export interface LedRow {
  readonly rowId: string;
  readonly dates: number;
}

/** The row that this one is of; null where nothing else of it is still to come. */
export function rowWith(activities: readonly LedActivity[], id: string, now: Instant): LedRow | null {
  const rowId = activities.find((a) => a.id === id)?.rowId ?? null;
  if (rowId === null) return null;
  const row = activities
    .filter((a) => a.rowId === rowId)
    .map((a) => ({ id: a.id, start: a.start, end: a.end, state: stateOfPhase(a.phase) }));
  const { open } = rowToCancel(row, now);
  return open.some((a) => a.id !== id) ? { rowId, dates: open.length } : null;
}

/** What a leader must look at now comes first; in each group the nearest in time. */
export function ledGroups(activities: readonly LedActivity[], now: Instant): LedGroup[] {
  const soonest = [...activities].sort((a, b) => a.start - b.start);
  const order: GroupName[] = ['today', 'toConfirm', 'refused', 'drafts', 'submitted', 'coming', 'past'];
  return order
    .map((name) => {
      const cards = soonest.filter((a) => groupOf(a, now) === name).map((a) => cardOf(a, now));
      return { name, title: titles[name], cards: name === 'past' ? cards.reverse() : cards };
    })
    .filter((group) => group.cards.length > 0);
}
