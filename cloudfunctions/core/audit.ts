import { auditIdOf } from '#domain/ids';
import type { AuditDocument } from '../documents';
import { insert } from './database';
import type { Me } from './use-case';

/**
 * Every staff action leaves a line: who, what, on whom, before, after, why (I9). It is written before the
 * action itself, so that nothing is done that is not in the log; sent again it is the same line.
 */
export async function audit(
  me: Me,
  nonce: string,
  line: Omit<AuditDocument, '_id' | 'actor'>,
): Promise<void> {
  await insert('audit', { _id: auditIdOf(me.identity, nonce), actor: me.accountId, ...line });
}
