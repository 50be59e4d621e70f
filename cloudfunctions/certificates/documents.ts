import type { CertificateContent } from '#domain/certificates/content';
import type { ListedLine } from '#domain/certificates/list';

export interface CertificateDocument extends Omit<CertificateContent, 'id' | 'issuedAt'> {
  _id: string;
  issuedAt: Date;
  /** As the ledger has them, in its order. */
  lines: readonly ListedLine[];
  /** Over all of the content. */
  digest: string;
  /** Signs its code; never leaves the cloud. */
  key: string;
  /** What makes it the same as another one asked for: those of one basis were withdrawn, but for the last. */
  basis: string;
  /** The calls that it is the answer to, as callIdOf has them. */
  asked: string[];
  /** Above every service that it lists: whose staff may revoke it. */
  areas: string[];
  revoked?: { at: Date; reason: string; by: 'holder' | 'staff'; nonce: string };
}
