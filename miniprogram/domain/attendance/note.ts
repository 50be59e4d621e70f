import type { Refusal } from '../errors';
import type { Settings } from '../settings';
import type { SignupState } from '../signups/rules';
import type { Interval } from '../time';
import { checkInRefusal, checkOutRefusal, closesAt } from './rules';
import { sameStays, staysOf, type Frame, type Mark, type Pair, type Stays } from './stays';

/** What is known of one person at one slot before something more is noted. */
export interface Known {
  readonly marks: readonly Mark[];
  /** Ids of marks taken back; a mark that arrives after it was taken back is taken back all the same. */
  readonly undone: readonly string[];
}

export interface Scene {
  readonly slot: Interval;
  readonly frame: Frame;
  /** Null for one who did not sign up. */
  readonly signup: SignupState | null;
  readonly settings: Settings['attendance'];
  /** Stays in other slots of the same activity. */
  readonly elsewhere: readonly Pair[];
  /** Told after the fact: a mark that means nothing yet is kept, for what it belongs to may still be under way. */
  readonly late: boolean;
}

export type Noted =
  | { readonly ok: false; readonly refusal: Refusal }
  | {
      readonly ok: true;
      readonly marks: readonly Mark[];
      readonly stays: Stays;
      /** It had been noted before, or says what was known: no stay changes. */
      readonly again: boolean;
    };

/** Far more than anybody comes and goes; a phone gone mad fills no store. */
export const MARKS_AT_MOST = 100;

export function noteMark(known: Known, mark: Mark, scene: Scene): Noted {
  const { frame, late } = scene;
  const before = staysOf(known.marks, known.undone, frame);
  if (known.marks.some(({ id }) => id === mark.id)) {
    return { ok: true, marks: known.marks, stays: before, again: true };
  }
  const refusal = refusalOf(mark, before, scene);
  const kept = late && refusal?.code === 'NOT_CHECKED_IN';
  if (refusal && !kept) return { ok: false, refusal };
  if (mark.move === 'out' && mark.at >= closesAt(scene.slot, scene.settings, 'inOut')) {
    return { ok: true, marks: known.marks, stays: before, again: true };
  }
  const marks = [...known.marks, mark];
  const stays = staysOf(marks, known.undone, frame);
  const again = sameStays(before, stays);
  if (marks.length <= MARKS_AT_MOST) return { ok: true, marks, stays, again };
  return again
    ? { ok: true, marks: known.marks, stays: before, again }
    : { ok: false, refusal: { code: 'TOO_MANY_PAIRS' } };
}

function refusalOf(mark: Mark, before: Stays, scene: Scene): Refusal | null {
  const { slot, signup, settings, elsewhere } = scene;
  switch (mark.move) {
    case 'in':
      return checkInRefusal(slot, signup, before, settings, mark.at, elsewhere);
    case 'out':
      return checkOutRefusal(before, mark.at);
    case 'absent':
      return null;
  }
}
