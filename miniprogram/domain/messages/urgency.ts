import type { MessageKind } from '../settings';

/** Whoever reads these has to do something about them soon: they go out before all others. */
const URGENT: ReadonlySet<MessageKind> = new Set([
  'promoted',
  'reminderSoon',
  'changed',
  'cancelled',
  'offered',
]);

export const ranks = [0, 1] as const;
/** The lower one is sent first. */
export type Rank = (typeof ranks)[number];

export const rankOf = (kind: MessageKind): Rank => (URGENT.has(kind) ? 0 : 1);
