import type { Refusal } from '../errors';
import { dayOf, type Instant } from '../time';
import { reasonRefusal } from '../refusals';
import type { Moment } from './moment';

/** Whether what somebody tells about a coming or a going is taken, before the rules of attendance judge it. */

export const momentRefusal = (moment: Moment): Refusal | null => (moment.ok ? null : { code: moment.code });

/** What a scanned code and the phone that sent it say. */
export interface ToldScan {
  /** The code bears the signature of this slot. */
  readonly genuine: boolean;
  readonly moment: Moment;
  readonly slotId: string;
  readonly activityId: string;
  /** The slot that the phone meant, where it says so. */
  readonly meant?: string;
  /** Signed up, or let in by a leader. */
  readonly expected: boolean;
}

/** Without a true code nothing is told about anybody's sign-up. */
export function scanRefusal(scan: ToldScan): Refusal | null {
  const { genuine, moment, slotId, activityId, meant, expected } = scan;
  if (!genuine) return { code: 'CODE_INVALID' };
  if (!moment.ok) return momentRefusal(moment);
  if (meant !== undefined && meant !== slotId) return { code: 'CODE_OTHER_SLOT' };
  return expected ? null : { code: 'NOT_SIGNED_UP', details: { slotId, activityId } };
}

/** Whom a leader notes. */
export interface Noted {
  /** Signed up for this slot, or noted there before. */
  readonly listed: boolean;
  /** In the team whose slot it is. */
  readonly member: boolean;
  /** Without a phone, kept by that team. */
  readonly kept: boolean;
}

/** A leader names nobody else, and learns of nobody else that they exist. */
export const namingRefusal = (person: Noted | null): Refusal | null =>
  person && (person.listed || person.member || person.kept) ? null : { code: 'NOT_FOUND' };

/** May a leader note this person? By a code whoever it proves to be here, by name with a reason. */
export function recordRefusal(
  code: { readonly genuine: boolean } | null,
  person: Noted | null,
  moment: Moment,
): Refusal | null {
  if (code && !code.genuine) return { code: 'CODE_INVALID' };
  return (code ? null : namingRefusal(person)) ?? momentRefusal(moment);
}

/** A name without a code needs a reason; other leaders and reviewers will read it. */
export const namedReasonRefusal = (byCode: boolean, reason: string): Refusal | null =>
  byCode ? null : reasonRefusal(reason);

/** What is found wrong after the day itself is a correction of hours. */
export function undoTimeRefusal(moment: Moment, end: Instant): Refusal | null {
  if (!moment.ok) return momentRefusal(moment);
  return dayOf(moment.at) > dayOf(end) ? { code: 'TOO_LATE', details: { at: end } } : null;
}

/** May these marks, that still stand, be taken back? */
export function undoRefusal(
  kept: { readonly credited: boolean; readonly marks: readonly string[] } | null,
  standing: readonly string[],
): Refusal | null {
  if (!kept) return { code: 'NOTHING_TO_UNDO' };
  if (standing.length === 0) return null;
  if (kept.credited) return { code: 'ALREADY_CREDITED' };
  return standing.some((id) => kept.marks.includes(id)) ? null : { code: 'NOTHING_TO_UNDO' };
}
