import { spokenName } from '../../../domain/stations/rules';
import type { PastSignup } from '../../../domain/signups/views';
import { span } from '../../../services/format';
import { kindWords } from '../../../services/words';
import { outcomeWords } from '../../../services/words/faces';

export interface PastRow {
  readonly signupId: string;
  readonly activityId: string;
  readonly kind: PastSignup['kind'];
  readonly title: string;
  readonly what: string;
  readonly time: string;
  readonly venue: string;
  readonly outcome: string;
  readonly face: string;
  /** How it was can be said, or was. */
  readonly thanks: boolean;
}

export const pastRow =
  (now: number) =>
  (past: PastSignup): PastRow => ({
    signupId: past.signupId,
    activityId: past.activityId,
    kind: past.kind,
    title: past.title,
    what: `${kindWords[past.kind].name}：${past.slotName}`,
    time: span(past, now),
    venue: spokenName(past.venueName),
    outcome: outcomeWords[past.outcome],
    face: past.face ?? '',
    thanks: past.canThank,
  });
