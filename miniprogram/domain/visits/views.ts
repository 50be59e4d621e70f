import type { Instant, Interval } from '../time';
import type { Visit } from './visit';

/** A home to go to, for who goes there. */
export interface HomeVisit extends Interval {
  readonly signupId: string;
  readonly slotName: string;
  readonly name: string;
  readonly party: number;
  /** Null where it was not written down: whoever goes telephones. */
  readonly visit: Visit | null;
  /** Of who booked; empty where it is not known. */
  readonly phone: string;
}

export interface VisitsView {
  readonly title: string;
  readonly visits: readonly HomeVisit[];
  /** From then on a phone shows none of it. */
  readonly now: Instant;
}
