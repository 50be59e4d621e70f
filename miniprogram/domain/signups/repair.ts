import type { Instant } from '../time';
import type { Ending, SignupState } from './rules';

/** What brings a record and the roster together again, after a call that died between them (I7). */

/** A sign-up as it stands written. */
export interface WrittenSignup {
  readonly state: SignupState;
  readonly party: number;
  readonly confirmBy: Instant | null;
  readonly offered: boolean;
  readonly endedAt: Instant | null;
}

/** A place as the roster has it. */
export interface HeldPlace {
  readonly at: Instant;
  readonly party: number;
  readonly confirmBy: Instant | null;
  readonly offered: boolean;
  /** Moved up from the waiting list, by somebody else's doing. */
  readonly promoted: boolean;
}

/**
 * write: there is no record · rewrite: an ended one is of an earlier time · confirm: it still waits, and the place was
 * taken by its own person · promote: the same, and it was passed to them · release: they had gone, the place comes free ·
 * correct: something of it differs · none: all is well.
 */
export type Repair = 'write' | 'rewrite' | 'confirm' | 'promote' | 'release' | 'correct' | 'none';

/** What is to be done about a place in the roster. */
export function repairOf(written: WrittenSignup | undefined, held: HeldPlace): Repair {
  if (!written) return 'write';
  if (written.state === 'waiting') return held.promoted ? 'promote' : 'confirm';
  if (written.state === 'cancelled') return isTakenSince(written, held) ? 'rewrite' : 'release';
  return agrees(written, held) ? 'none' : 'correct';
}

/**
 * Taken once more by their own hand, by a call that died before it could write so; not passed on to somebody
 * who left the line at that moment, and not left behind by whoever gave up their account.
 */
const isTakenSince = ({ endedAt }: WrittenSignup, { promoted, at }: HeldPlace): boolean =>
  !promoted && endedAt !== null && endedAt <= at;

const agrees = (written: WrittenSignup, held: HeldPlace): boolean =>
  written.party === held.party && written.confirmBy === held.confirmBy && written.offered === held.offered;

/**
 * How a sign-up ended whose place the roster does not know, as a call leaves it that died after the place had passed
 * on; null where it did not end: back in line, where they joined.
 */
export function lostEnding(
  { offered, confirmBy }: Pick<WrittenSignup, 'offered' | 'confirmBy'>,
  takenOver: boolean,
  now: Instant,
): Ending | null {
  if (takenOver) return 'swapped';
  // They had let go of it, and somebody else has it.
  if (offered) return 'own';
  return confirmBy !== null && confirmBy <= now ? 'lapsed' : null;
}
