import type { CandidatesView } from '../../../domain/hours/views';
import type { Instant } from '../../../domain/time';
import type { LedActivity } from '../../../domain/activities/views';
import { span } from '../../../services/format';

export interface ShiftChoice {
  readonly slotId: string;
  readonly title: string;
  readonly when: string;
}

/** Shifts of one's teams that are over, latest first. */
export function shiftChoices(activities: readonly LedActivity[], now: Instant): ShiftChoice[] {
  return activities
    .filter((activity) => activity.phase !== 'cancelled')
    .flatMap((activity) => activity.slots.map((slot) => ({ activity, slot })))
    .filter(({ slot }) => slot.kind === 'shift' && slot.end <= now && slot.off === undefined)
    .sort((a, b) => b.slot.end - a.slot.end)
    .map(({ activity, slot }) => ({
      slotId: slot.id,
      title: activity.title,
      when: `${slot.name} · ${span(slot, now)}`,
    }));
}

export interface PersonChoice {
  readonly accountId: string;
  readonly name: string;
  readonly note: string;
}

export const personChoices = ({ people }: Pick<CandidatesView, 'people'>): PersonChoice[] =>
  people.map(({ accountId, name, signedUp }) => ({
    accountId,
    name,
    note: signedUp ? '报了名' : '队员，没有报名',
  }));

export const emptyWords = (text: string | undefined): string =>
  text === undefined
    ? '这一场的人都有签到或时长。要改时长，请在确认时长里更正'
    : `没有叫“${text}”的人要补记，少写一个字试试`;

/** While more are to come nobody says that there is none. */
export const stateOf = (
  people: readonly PersonChoice[],
  next: string | null,
): 'ready' | 'loading' | 'empty' => (people.length > 0 ? 'ready' : next === null ? 'empty' : 'loading');

/** What is still to be chosen or said; empty when nothing is. */
export function missingOf(chosen: {
  slotId: string;
  accountId: string;
  minutes: number;
  reason: string;
}): string {
  if (chosen.slotId === '') return '请先选一个班次';
  if (chosen.accountId === '') return '请选给谁补记';
  if (chosen.minutes < 1) return '请填分钟数';
  return chosen.reason.trim() === '' ? '请选一个原因，或写一句' : '';
}
