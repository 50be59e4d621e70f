import { standing, staysOf, type Frame, type Mark, type Pair } from '../attendance/stays';
import type { Instant } from '../time';

/**
 * Two persons for any hours that no code bears out. Whoever confirms hours may say alone what was scanned, and what
 * others noted. What rests on nothing but their own word, a second person has to agree to: that is whoever they
 * named in, their own presence, and where presence is automatic everybody who was noted by nobody.
 */

/** How something came to be known. */
interface Telling {
  readonly id: string;
  readonly by: string;
  /** When it reached the cloud: by the cloud's clock, whatever time it tells of. */
  readonly told: Instant;
}

export interface Testimony extends Mark, Telling {
  /** Without a code: on the word of who noted it alone. */
  readonly named: boolean;
}

/** All that was noted of one person at one slot, and what of it was taken back. */
export interface Testimonies {
  readonly marks: readonly Testimony[];
  readonly undone: readonly Telling[];
}

export interface Confirmer {
  readonly accountId: string;
  /** These are their own hours, or of somebody they keep: they stand too near to vouch for anything. */
  readonly near: boolean;
}

export interface BorneOut {
  /** The stays that the rest bears out. */
  readonly pairs: readonly Pair[];
  /** Marks, and undoings by the mark they take back, that rest on the confirmer's word alone. */
  readonly leftOut: readonly string[];
}

/**
 * What is left of a person's presence without the word of who confirms it. Of who stands near, their own scan does not
 * count either, as the leader's phone makes the codes that it scans; and once the shift is over, nobody's word does.
 */
export function borneOut(told: Testimonies, frame: Frame, who: Confirmer): BorneOut {
  const alone = ({ by, told: at }: Telling, named: boolean): boolean =>
    (who.near && at >= frame.end) || (by === who.accountId && (named || who.near));
  const words = told.marks.filter((mark) => alone(mark, mark.named));
  const back = told.undone.filter((one) => alone(one, true));
  const marks = told.marks.filter((mark) => !words.includes(mark));
  const undone = told.undone.filter((one) => !back.includes(one)).map(({ id }) => id);
  const leftOut = [...standing(words, undone), ...back].map(({ id }) => id);
  // A place alone says that somebody meant to come, not that they did.
  return { pairs: staysOf(marks, undone, { ...frame, closed: true, placed: false }).pairs, leftOut };
}
