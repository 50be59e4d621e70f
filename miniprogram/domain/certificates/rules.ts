import type { ErrorCode, Refusal } from '../errors';
import type { Selection } from './content';

const faults = {
  NOTHING: 'NOTHING_TO_CERTIFY',
  TOO_MANY: 'TOO_LONG_A_LIST',
  BROKEN: 'LEDGER_BROKEN',
} as const satisfies Record<string, ErrorCode>;

/** Null when what was chosen of a ledger can be certified. */
export const certifyRefusal = ({ fault }: Pick<Selection, 'fault'>): Refusal | null =>
  fault === null ? null : { code: faults[fault] };

/** Null for its holder. To others there is no such certificate. */
export const holderRefusal = (
  certificate: { readonly accountId: string } | undefined,
  accountId: string,
): Refusal | null => (certificate?.accountId === accountId ? null : { code: 'NOT_FOUND' });

/** Null when it stands, or was taken back or revoked by this very call: that is done once and for good. */
export const revokedRefusal = (
  revoked: { readonly nonce: string } | undefined,
  nonce: string,
): Refusal | null => (revoked === undefined || revoked.nonce === nonce ? null : { code: 'ALREADY_REVOKED' });
