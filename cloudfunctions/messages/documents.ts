import type { Urgency } from '#domain/messages/urgency';
import type { MessageKind } from '#domain/settings';

export interface OutboxDocument {
  _id: string;
  kind: MessageKind;
  /** Goes out before the others. */
  urgent?: Urgency;
  accountId: string;
  page: string;
  values: Record<string, string>;
  state: 'due' | 'sent' | 'refused' | 'failed';
  tries: number;
  /** While due. */
  dueAt?: Date;
  /** When it was sent or given up; let go some time later. */
  overAt?: Date;
}
