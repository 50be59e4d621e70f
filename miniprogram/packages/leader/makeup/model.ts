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
    .filter(({ slot }) => slot.kind === 'shift' && slot.end <= now)
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
