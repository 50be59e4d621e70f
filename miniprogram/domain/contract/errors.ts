import type { ErrorCode } from '../errors';

/** Refusals that come together, so that a line of the contract reads at once. */
const group = <const C extends readonly ErrorCode[]>(...codes: C): C => codes;

/** The team cannot act: it is suspended, or dissolved, or nobody has agreed to it yet. */
export const TEAM_CANNOT_ACT = group('TEAM_SUSPENDED', 'TEAM_NOT_ACTIVE');

/** Who the ID number says they are cannot register so. */
export const CANNOT_REGISTER = group(
  'ID_INVALID',
  'ASK_STAFF',
  'UNDER_AGE',
  'GUARDIAN_NEEDED',
  'CONSENT_NEEDED',
  'CONTENT_REFUSED',
);

/** Whoever does that with an activity, in its state it cannot be done. */
export const NOT_IN_STATE = group('NOT_IN_THIS_STATE', 'CANCELLED');

/** What is posted cannot stand so. */
export const CANNOT_POST = group(
  ...TEAM_CANNOT_ACT,
  'STATION_CLOSED',
  'TIME_PASSED',
  'INSURANCE_NEEDED',
  'CONTENT_REFUSED',
);

/** What is called off has been, or is over, or is said with words that cannot stand. */
export const CANNOT_CALL_OFF = group(...NOT_IN_STATE, 'TIME_PASSED', 'CONTENT_REFUSED');

/** What waits for a verdict has one, has changed since it was read, or is refused without a reason. */
export const CANNOT_JUDGE = group(
  ...NOT_IN_STATE,
  'ALREADY_REVIEWED',
  'CHANGED',
  'REASON_NEEDED',
  'TIME_PASSED',
);

/** No place can be taken in the slot any more, or not yet. */
export const NOT_OPEN_NOW = group('NOT_OPEN', 'NOT_YET_OPEN', 'CANCELLED', 'DEADLINE_PASSED');

/** What the person who is to come has besides, or lacks. */
export const CANNOT_COME = group(
  'ALREADY_SIGNED_UP',
  'OVERLAPS',
  'REST_TOO_SHORT',
  'SKILLS_WANTED',
  'SKILLS_NEEDED',
  'TOO_YOUNG',
  'COOLING_OFF',
);

/** The sign-up holds no place that something can still be done with. */
export const NO_PLACE_TO_CHANGE = group(
  'CANCELLED',
  'NOT_SIGNED_UP',
  'STILL_WAITING',
  'DEADLINE_PASSED',
  'ALREADY_CHECKED_IN',
);

/** A code that says who or where somebody is says nothing. */
export const CODE_IS_NOT_GOOD = group('CODE_INVALID', 'CODE_EXPIRED');

/** The screen's code, as somebody scans it who has to be signed up. */
export const CANNOT_SCAN = group(...CODE_IS_NOT_GOOD, 'CODE_OTHER_SLOT', 'NOT_SIGNED_UP', 'TOO_OLD');

/** Nobody can come in now: too early, too late, called off, or once too often. */
export const CANNOT_COME_IN = group('CANCELLED', 'TOO_EARLY', 'TOO_LATE', 'TOO_MANY_PAIRS');

/** What the desk does about a request cannot be done now, not by them, or not with this team. */
export const CANNOT_STEP = group(
  'NOT_IN_THIS_STATE',
  'KEPT_BY_OTHER',
  'SAME_PERSON',
  'TEAM_NOT_ACTIVE',
  'OUTSIDE_AREA',
  'GIVEN_BACK',
  'ALREADY_ASKED',
  'TIME_PASSED',
  'CONTENT_REFUSED',
);

/** Hours are of a shift that is over. */
export const NO_HOURS_YET = group('NOT_A_SHIFT', 'NOT_FINISHED');

/** Hours that a second person is to agree to would not add up, or rest on one person's word alone. */
export const CANNOT_STAND = group(
  'ABOVE_SHIFT',
  'BELOW_ZERO',
  'ALREADY_RECORDED',
  'ALREADY_DECIDED',
  'SAME_PERSON',
);
