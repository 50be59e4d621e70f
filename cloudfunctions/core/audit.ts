import type { ActionName } from '#domain/contract';
import { auditIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { insert, type Inserted } from './database';
import type { Me } from './use-case';

/** What a staff member's call does, on what, and why. */
export interface AuditLine {
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
}

/**
 * Every staff action leaves a line: who, what, on whom, before, after, why (I9). It is written before the
 * action itself, so that nothing is done that is not in the log; sent again it is the same line, a DUPLICATE.
 */
export async function writeAudit(
  me: Me,
  nonce: string,
  action: ActionName,
  now: Instant,
  { subject, before = null, after = null, reason = '' }: AuditLine,
): Promise<Inserted> {
  const _id = auditIdOf(me.identity, nonce);
  return insert('audit', {
    _id,
    actor: me.accountId,
    at: new Date(now),
    action,
    subject,
    before,
    after,
    reason,
  });
}
