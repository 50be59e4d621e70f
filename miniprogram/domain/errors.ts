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
  // Who may
  'NO_ACCOUNT',
  'INTRODUCTION_NEEDED',
  'NOT_ALLOWED',
  'TEAM_SUSPENDED',
  // What for
  'NOT_FOUND',
  'STATION_CLOSED',
  'TIME_PASSED',
  'CONTENT_REFUSED',
  'ALREADY_REVIEWED',
  // Sign-up
  'NOT_OPEN',
  'CANCELLED',
  'DEADLINE_PASSED',
  'SLOT_FULL',
  'WAITING_LIST_FULL',
  'ALREADY_SIGNED_UP',
  'OVERLAPS',
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
  // Hours
  'NOT_A_SHIFT',
  'NOT_FINISHED',
  'ABOVE_SHIFT',
  'REASON_NEEDED',
  'OVER_DAILY_LIMIT',
  // The system
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

export type Envelope<T> =
  | { ok: true; data: T; build: string }
  | { ok: false; error: { code: ErrorCode; message: string; details: ErrorDetails }; build: string };
