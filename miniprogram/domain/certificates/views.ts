import type { Instant } from '../time';
import type { CertificateState, ListRead } from './verify';

/** Why a certificate no longer counts. */
export interface Revocation {
  readonly at: Instant;
  /** Empty when its holder took it back. */
  readonly reason: string;
  readonly by: 'holder' | 'staff';
}

/** One of my certificates. */
export interface CertificateCard {
  readonly id: string;
  readonly number: string;
  /** First and last day of what it lists or was asked for. */
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly services: number;
  readonly issuedAt: Instant;
  readonly state: Exclude<CertificateState, 'UNKNOWN'>;
  readonly revoked: Revocation | null;
}

export interface CertificateRow {
  readonly day: string;
  readonly title: string;
  readonly venue: string;
  readonly team: string;
  readonly minutes: number;
  readonly correction: boolean;
}

/** All that stands on the paper; for its holder alone. */
export interface CertificateView extends CertificateCard {
  readonly name: string;
  readonly volunteerNumber: string;
  readonly recordingUnit: string;
  readonly rows: readonly CertificateRow[];
  /** What its code says: for drawing one where the picture is missing. */
  readonly code: string;
  /** Typed beside the number by who cannot scan. */
  readonly mark: string;
  /** The mini-program code, a picture in base64; null when WeChat gave none. */
  readonly codeImage: string | null;
}

/** What anyone who holds the paper may learn. */
export interface Verification {
  /** READING: nothing is against it so far, and not every line that it lists is read yet. */
  readonly state: CertificateState | 'READING';
  /** While it is being read: what is read of its list. Null once the state is known. */
  readonly list: ListRead | null;
  /** Null when nothing can be said: unknown, or altered. */
  readonly certificate: {
    readonly id: string;
    readonly number: string;
    /** '张*三' */
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly minutes: number;
    readonly services: number;
    readonly recordingUnit: string;
    readonly issuedAt: Instant;
  } | null;
  readonly revoked: Revocation | null;
  /** Its id, when the caller serves as staff above all that it lists and may revoke it. */
  readonly revocable: string | null;
  /** The last day whose records are sealed, its own ledger among them; null where nothing is told or nothing is sealed. */
  readonly seal: { readonly day: string; readonly root: string } | null;
}
