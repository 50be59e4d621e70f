import type { OverdueSlot } from '../../../domain/hours/views';
import type { Instant } from '../../../domain/time';
import { span } from '../../../services/format';
import { daysLeft } from '../../../services/words/hours';

export interface OverdueRow {
  readonly slotId: string;
  readonly title: string;
  readonly about: string;
  readonly people: string;
  readonly over: string;
}

export const overdueRow = (slot: OverdueSlot, now: Instant): OverdueRow => ({
  slotId: slot.slotId,
  title: slot.title,
  about: `${slot.teamName} · ${span(slot, now)}`,
  people: `${slot.people} 人等着确认`,
  over: daysLeft({ state: 'OVER', days: slot.workingDaysOver }),
});
