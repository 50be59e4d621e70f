import type { Instant } from './time';

/**
 * The closed set of ways in which a call can fail. Tests and pages know failures by these codes; the
 * words for people stand in services/words.ts.
 */
export const errorCodes = [
  // The call itself
  'UNKNOWN_ACTION',
  'BAD_INPUT',
  'NONCE_NEEDED',
  'NOT_CONFIGURED',
  'TOO_OFTEN',
  'OUTDATED',
  // Who may
  'NO_ACCOUNT',
  'INTRODUCTION_NEEDED',
  'REGISTRATION_NEEDED',
  'NOT_ALLOWED',
  'TEAM_SUSPENDED',
  // What for
  'NOT_FOUND',
  'STATION_CLOSED',
  'TIME_PASSED',
  'CONTENT_REFUSED',
  'ALREADY_REVIEWED',
  // Registration, people and bindings
  'ID_INVALID',
  'ALREADY_REGISTERED',
  'ASK_STAFF',
  'OTHER_PERSON',
  'UNDER_AGE',
  'GUARDIAN_NEEDED',
  'CONSENT_NEEDED',
  'PHONE_UNKNOWN',
  'TOO_MANY_PEOPLE',
  'CLAIM_INVALID',
  'CLAIM_EXPIRED',
  'TOO_MANY_TRIES',
  'HAS_HISTORY',
  'LEADS_A_TEAM',
  'STILL_PRESENT',
  // Teams
  'TEAM_NOT_ACTIVE',
  'ALREADY_MEMBER',
  'ALREADY_APPLIED',
  'NOT_A_MEMBER',
  'TOO_MANY_TEAMS',
  'REMOVED_LATELY',
  'NOT_A_TOP_TEAM',
  'OUTSIDE_AREA',
  'TEAM_BUSY',
  // Activities
  'NOT_IN_THIS_STATE',
  'INSURANCE_NEEDED',
  'BELOW_TAKEN',
  'SLOT_TAKEN',
  'SLOT_BEGUN',
  'PHOTO_MISSING',
  // Sign-up
  'NOT_OPEN',
  'CANCELLED',
  'DEADLINE_PASSED',
  'SLOT_FULL',
  'WAITING_LIST_FULL',
  'ALREADY_SIGNED_UP',
  'OVERLAPS',
  'REST_TOO_SHORT',
  'SKILLS_WANTED',
  'SKILLS_NEEDED',
  'NOT_YET_OPEN',
  'TOO_YOUNG',
  'COOLING_OFF',
  'PARTY_TOO_LARGE',
  'HOUSEHOLD_FULL',
  'VISIT_NEEDED',
  'CHANGED',
  'NOTHING_TO_CONFIRM',
  'NOT_SIGNED_UP',
  'ALREADY_CHECKED_IN',
  // Attendance
  'CODE_INVALID',
  'CODE_EXPIRED',
  'CODE_OTHER_SLOT',
  'STILL_WAITING',
  'TOO_EARLY',
  'TOO_LATE',
  'NOT_CHECKED_IN',
  'TOO_MANY_PAIRS',
  'TOO_OLD',
  'NOTHING_TO_UNDO',
  'ALREADY_CREDITED',
  // Hours
  'NOT_A_SHIFT',
  'NOT_FINISHED',
  'ABOVE_SHIFT',
  'REASON_NEEDED',
  'BELOW_ZERO',
  'SAME_PERSON',
  'ALREADY_DECIDED',
  'ALREADY_RECORDED',
  'ALREADY_ASKED',
  'ALREADY_FILED',
  // Requests
  'ALREADY_TAKEN',
  'GIVEN_BACK',
  'TOO_MANY_CLAIMS',
  'KEPT_BY_OTHER',
  // Certificates and benefits
  'NOTHING_TO_CERTIFY',
  'TOO_LONG_A_LIST',
  'LEDGER_BROKEN',
  'ALREADY_REVOKED',
  'NOT_A_SHOP',
  'NOT_ENOUGH_STARS',
  'ALREADY_GIVEN',
  'NOT_A_VOLUNTEER',
  'SHOP_PAUSED',
  'OFFER_OVER',
  'INVITATION_OVER',
  'TOO_MANY_KEEPERS',
  'TOO_MANY_OFFERS',
  // Call-ups
  'CALL_OVER',
  'NOT_COMING',
  'STILL_OUT',
  // The system: none of these is an answer, and the same call may be sent again
  'BUSY',
  'CONFLICT',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a refusal may tell beside its code: plain values for the words (a time, a number), never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

export interface Refusal {
  readonly code: ErrorCode;
  readonly details?: ErrorDetails;
}

/** Thrown inside the cloud only; the router turns it into the envelope. */
export class Refused extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(code);
  }
}

/** Where a rule refuses, so does the action. */
export function refuseIf(refusal: Refusal | null): void {
  if (refusal) throw new Refused(refusal.code, refusal.details);
}

/** What a rule lets pass is there: a rule that is asked about nothing refuses. */
export function unlessRefused<T>(document: T | undefined, refusal: Refusal | null): T {
  refuseIf(refusal);
  if (document === undefined) throw new Error('a rule lets pass what is not there');
  return document;
}

/** Every answer tells the cloud's time and the build that gave it. */
export type Envelope<T> = (
  { ok: true; data: T } | { ok: false; error: { code: ErrorCode; message: string; details: ErrorDetails } }
) & { now: Instant; build: string };
