import { spokenName } from '../../../domain/stations/rules';
import { dayOf, type Instant } from '../../../domain/time';
import type { LedActivity, SlotCard } from '../../../domain/views';
import { span } from '../../../services/format';

type GroupName = 'today' | 'toConfirm' | 'coming' | 'past';

export interface SlotRow {
  readonly id: string;
  readonly name: string;
  /** Shown when the activity has several slots; otherwise the card's own times say it. */
  readonly times: string;
  readonly taken: string;
  readonly action: 'desk' | 'confirm' | null;
}

export interface LedCard {
  readonly id: string;
  readonly title: string;
  readonly times: string;
  readonly venue: string;
  readonly state: string;
  readonly tone: 'now' | 'plain' | 'quiet';
  /** '应到 12 人，已到 9 人' */
  readonly figures: string;
  readonly slots: readonly SlotRow[];
  readonly cancellable: boolean;
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
  coming: '以后',
  past: '已结束',
};

function groupOf(activity: LedActivity, now: Instant): GroupName {
  const { phase } = activity;
  if (phase === 'running') return 'today';
  if (phase === 'finished') return activity.toConfirm > 0 ? 'toConfirm' : 'past';
  if (phase === 'coming') return dayOf(activity.start) === dayOf(now) ? 'today' : 'coming';
  return phase === 'submitted' ? 'coming' : 'past';
}

function stateOf(activity: LedActivity): Pick<LedCard, 'state' | 'tone'> {
  switch (activity.phase) {
    case 'running':
      return { state: '进行中', tone: 'now' };
    case 'coming':
      return { state: '未开始', tone: 'plain' };
    case 'submitted':
      return { state: '审核中', tone: 'plain' };
    case 'finished':
      return activity.toConfirm > 0
        ? { state: `${activity.toConfirm} 人待确认`, tone: 'now' }
        : { state: '已结束', tone: 'quiet' };
    case 'closed':
      return { state: '已结束', tone: 'quiet' };
    case 'cancelled':
      return { state: '已取消', tone: 'quiet' };
    case 'refused':
      return { state: '没通过审核', tone: 'quiet' };
  }
}

function actionOf(activity: LedActivity, slot: SlotCard, now: Instant): SlotRow['action'] {
  const { phase } = activity;
  if (phase === 'coming' || phase === 'running') return now < slot.end ? 'desk' : confirmable(slot);
  return phase === 'finished' || phase === 'closed' ? confirmable(slot) : null;
}

/** Only volunteers' time is credited. */
const confirmable = (slot: SlotCard): SlotRow['action'] => (slot.kind === 'shift' ? 'confirm' : null);

function figuresOf(activity: LedActivity): string {
  if (activity.phase === 'submitted' || activity.phase === 'refused') return '';
  const came = activity.phase === 'running' ? `，现在在场 ${activity.here} 人` : '';
  return `报名 ${activity.expected} 人${came}`;
}

function cardOf(activity: LedActivity, now: Instant): LedCard {
  return {
    id: activity.id,
    title: activity.title,
    times: span(activity, now),
    venue: spokenName(activity.venue.name),
    ...stateOf(activity),
    figures: figuresOf(activity),
    slots: activity.slots.map((slot) => ({
      id: slot.id,
      name: slot.name,
      times: span(slot, now),
      taken: `${slot.capacity - slot.left}/${slot.capacity} 人`,
      action: actionOf(activity, slot, now),
    })),
    cancellable: activity.phase === 'coming' || activity.phase === 'submitted',
    refuseReason: activity.refuseReason,
  };
}

/** What a leader must look at now comes first; in each group the nearest in time. */
export function ledGroups(activities: readonly LedActivity[], now: Instant): LedGroup[] {
  const soonest = [...activities].sort((a, b) => a.start - b.start);
  const order: GroupName[] = ['today', 'toConfirm', 'coming', 'past'];
  return order
    .map((name) => {
      const cards = soonest.filter((a) => groupOf(a, now) === name).map((a) => cardOf(a, now));
      return { name, title: titles[name], cards: name === 'past' ? cards.reverse() : cards };
    })
    .filter((group) => group.cards.length > 0);
}
