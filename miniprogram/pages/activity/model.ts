import { spokenName } from '../../domain/stations/rules';
import type { ErrorCode } from '../../domain/errors';
import { startOfDay } from '../../domain/time';
import type { ActivityView, MySignup, SlotOffer } from '../../domain/views';
import { mineRow } from '../../services/cards';
import { clockSpan, placesLeft, span } from '../../services/format';
import { choiceName } from '../../services/session';
import { kindWords, phaseWords, reasonOnButton } from '../../services/words';

export interface SlotRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly time: string;
  readonly places: string;
  readonly none: boolean;
  readonly mine: string;
  readonly cancelText: string;
}

export interface ActivityPage {
  readonly title: string;
  readonly category: string;
  readonly state: string;
  readonly over: boolean;
  readonly time: string;
  readonly team: string;
  readonly venue: { readonly name: string; readonly address: string };
  readonly stationId: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly contactPhone: string;
  readonly cancelReason: string;
  readonly refuseReason: string;
  /** The caller leads it, and there is or was somebody to check in. */
  readonly hasDesk: boolean;
  readonly slots: SlotRow[];
}

export function activityPage(activity: ActivityView, now: number): ActivityPage {
  const { venue, phase } = activity;
  return {
    title: activity.title,
    category: choiceName('activityCategories', activity.category),
    state: phaseWords[phase],
    over: phase !== 'coming' && phase !== 'running',
    time: span(activity, now),
    team: activity.teamName,
    venue: { name: spokenName(venue.name), address: venue.address },
    stationId: venue.stationId ?? '',
    facts: [
      { name: '做什么', text: activity.summary },
      { name: '适合谁', text: activity.audience },
      { name: '带什么', text: activity.bring },
      { name: '要留意', text: activity.risks },
    ].filter(({ text }) => text !== ''),
    contactPhone: activity.contactPhone,
    cancelReason: activity.cancelReason,
    refuseReason: activity.refuseReason,
    hasDesk: activity.leads && phase !== 'submitted' && phase !== 'refused',
    slots: activity.slots.map((slot) => slotRow(slot, activity, now)),
  };
}

function slotRow(slot: SlotOffer, activity: ActivityView, now: number): SlotRow {
  const oneDay = startOfDay(activity.start) === startOfDay(activity.end - 1);
  return {
    id: slot.id,
    kind: kindWords[slot.kind].name,
    name: slot.name,
    time: oneDay ? clockSpan(slot) : span(slot, now),
    places: slot.start > now && activity.phase !== 'cancelled' ? placesWords(slot) : '',
    none: slot.left === 0,
    mine: slot.mine ? mineWords(slot.mine, now) : '',
    cancelText: slot.mine ? cancelWords(slot.mine, now) : '',
  };
}

function placesWords(slot: SlotOffer): string {
  const line = slot.waiting > 0 ? `，${slot.waiting} 人在候补` : '';
  return `${placesLeft(slot.left)}${line}（共 ${slot.capacity} 个）`;
}

const mineWords = (mine: MySignup, now: number): string => {
  const { state, advice } = mineRow(mine, now);
  return `${state}：${advice}`;
};

function cancelWords(mine: MySignup, now: number): string {
  const open = now < mine.cancelUntil && mine.presence.state === 'expected';
  if (!open || mine.activityState === 'cancelled') return '';
  return mine.state === 'waiting' ? '不排了' : `取消${kindWords[mine.kind].take}`;
}

/** What the fixed button at the bottom does to the chosen slot. */
export type MainAction = 'take' | 'wait' | 'checkIn' | 'checkOut' | 'mine' | 'none';

export interface MainButton {
  readonly action: MainAction;
  readonly text: string;
}

export function mainButton(slot: SlotOffer | undefined, now: number): MainButton {
  if (!slot) return { action: 'none', text: '还没有可以报名的场次' };
  if (slot.mine) return mineButton(slot.mine, now);
  const { take } = kindWords[slot.kind];
  switch (slot.status.status) {
    case 'FREE':
      return { action: 'take', text: `${take}：${slot.name}` };
    case 'FULL':
      return { action: 'wait', text: '名额已满，排队候补' };
    case 'NO':
      return { action: 'none', text: whyNot(slot, slot.status.code, now) };
  }
}

const whyNot = (slot: SlotOffer, code: ErrorCode, now: number): string =>
  code === 'DEADLINE_PASSED' && now >= slot.end ? '这一场已经结束' : reasonOnButton(code);

function mineButton(mine: MySignup, now: number): MainButton {
  const { action, actionText } = mineRow(mine, now);
  return action === 'open' || action === 'lead'
    ? { action: 'mine', text: `看我的${kindWords[mine.kind].take}` }
    : { action, text: actionText };
}

/** What one most likely came for: my own, else the first with a place, else the first to wait for. */
export function firstChoice(slots: readonly SlotOffer[]): string {
  const chosen =
    slots.find((slot) => slot.mine) ??
    slots.find((slot) => slot.status.status === 'FREE') ??
    slots.find((slot) => slot.status.status === 'FULL') ??
    slots[0];
  return chosen?.id ?? '';
}
