import type { MessageKind } from '../settings';

const URGENT: ReadonlySet<MessageKind> = new Set([
  'promoted',
  'reminderSoon',
  'changed',
  'cancelled',
  'offered',
]);

/** Whoever reads it has to do something about it soon: it goes out before all others. */
export const isUrgent = (kind: MessageKind): boolean => URGENT.has(kind);
