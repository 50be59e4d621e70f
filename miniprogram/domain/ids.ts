import { digest } from './sha';

/**
 * Ids that follow from their cause, so that the database itself refuses the second of the same
 * (invariants I2, I4, I6).
 */

/** An account belongs to one WeChat identity; the openid itself appears in no other document. */
export const accountIdOf = (openid: string): string => `a${digest(`account:${openid}`).slice(0, 20)}`;

export const activityIdOf = (accountId: string, nonce: string): string =>
  `v${digest(`activity:${accountId}:${nonce}`).slice(0, 16)}`;

export const slotIdOf = (activityId: string, position: number): string => `${activityId}-${position}`;

/** A slot's id says which activity it belongs to. */
export const activityIdOfSlot = (slotId: string): string => slotId.slice(0, slotId.lastIndexOf('-'));

/** A person at an activity, over all its slots. */
export const visitIdOf = (activityId: string, accountId: string): string => `${activityId}_${accountId}`;

/** Also the id of the attendance that follows from the sign-up. */
export const signupIdOf = (slotId: string, accountId: string): string => `${slotId}_${accountId}`;

/** The slot of a sign-up, as far as its id is one. */
export const slotIdOfSignup = (signupId: string): string => signupId.slice(0, signupId.lastIndexOf('_'));

export const membershipIdOf = (teamId: string, accountId: string): string => `${teamId}_${accountId}`;

export const teamIdOf = (accountId: string, nonce: string): string =>
  `t${digest(`team:${accountId}:${nonce}`).slice(0, 16)}`;

/** A staff member's call leaves one line, however often it is sent. */
export const auditIdOf = (accountId: string, nonce: string): string =>
  `u${digest(`audit:${accountId}:${nonce}`).slice(0, 20)}`;

/** A person's call: what it made knows by this that it is the answer. */
export const callIdOf = (identity: string, nonce: string): string =>
  `k${digest(`call:${identity}:${nonce}`).slice(0, 20)}`;

/** One ledger line for each attendance credited: they share the id. */
export const serviceLineIdOf = (attendanceId: string): string => attendanceId;

/** A person without a phone: a relative of who books for them, or registered by a leader. */
export const keptIdOf = (identity: string, nonce: string): string =>
  `k${digest(`kept:${identity}:${nonce}`).slice(0, 20)}`;

/** The request of one account to be replaced by another: there is one at a time. */
export const bindingIdOf = (accountId: string): string => `b_${accountId}`;

/** One question about one line, or about a shift of one person that has none. */
export const contestIdOf = (lineId: string): string => `q_${lineId}`;

/** Filed when a confirmation is for more than who confirms can say alone: one for each attendance. */
export const confirmCaseIdOf = (attendanceId: string): string => `o_${attendanceId}`;

/** A make-up or a correction; also the id of the line that its approval writes. */
export const filedCaseIdOf = (identity: string, nonce: string): string =>
  `m${digest(`case:${identity}:${nonce}`).slice(0, 20)}`;
