import type { Unrecorded } from '../../../domain/hours/views';
import type { Instant } from '../../../domain/time';
import { span } from '../../../services/format';

export interface ShiftRow {
  readonly slotId: string;
  readonly title: string;
  readonly about: string;
  readonly state: string;
  readonly mayAsk: boolean;
}

export function shiftRow(shift: Unrecorded, now: Instant): ShiftRow {
  const { slotId, title, teamName, state, contestId } = shift;
  const asked = contestId !== null;
  return {
    slotId,
    title,
    about: `${teamName} · ${span(shift, now)}`,
    state: asked ? '已经问过了，看上面的答复' : state === 'confirming' ? '等队长确认时长' : '没有时长记录',
    mayAsk: !asked && state === 'none',
  };
}
