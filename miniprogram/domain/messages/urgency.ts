import type { MessageKind } from '../settings';

/** now: lives may hang on it · soon: whoever reads it has to do something about it soon. Each goes out before all others. */
export type Urgency = 'now' | 'soon';

const SOON: ReadonlySet<MessageKind> = new Set([
  'promoted',
  'reminderSoon',
  'changed',
  'cancelled',
  'offered',
]);

/** Undefined of what can wait. */
export function urgencyOf(kind: MessageKind): Urgency | undefined {
  if (kind === 'calledUp') return 'now';
  return SOON.has(kind) ? 'soon' : undefined;
}
