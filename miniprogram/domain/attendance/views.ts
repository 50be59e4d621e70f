import type { Instant } from '../time';
import type { Presence, SlotCard } from '../views';

/** Lets a person's own phone show who its holder is, without network too. */
export interface MyCode {
  readonly accountId: string;
  /** Signs the code; reaches only this phone. */
  readonly key: string;
  readonly name: string;
  /** The volunteer's number; empty for who is not registered. */
  readonly number: string;
  readonly now: Instant;
}

export interface Candidate {
  readonly personId: string;
  readonly name: string;
}

/** Whom one may name in beside those on the list. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** The team has others too: they are found by their names. */
  readonly more: boolean;
}

/** Where a person stands after something was noted or taken back. */
export interface Recorded {
  readonly personId: string;
  readonly presence: Presence;
  /** Marks that taking back the last change would take back. */
  readonly undo: readonly string[];
  /** Nothing changed: it had been noted before. */
  readonly again: boolean;
}

export interface Poster {
  readonly title: string;
  readonly slot: SlotCard;
  readonly venue: string;
  /** PNG or JPEG, base64; null while WeChat gives none, as before the first release. */
  readonly picture: string | null;
}
