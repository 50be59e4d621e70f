import { digest } from './sha';
import type { Instant } from './time';

/**
 * Everything that is put together from other things to be found again by: ids that follow from their cause, so that the
 * database itself refuses the second of the same (invariants I2, I4, I6), keys of unique indexes, names of messages.
 *
 * They are made here and nowhere else, and nothing is read out of them: what a document belongs to stands in a field of
 * it.
 */

/** So many characters of a digest that no two things of a city ever share them. */
const named = (letter: string, cause: string, length: 8 | 16 | 20): string =>
  `${letter}${digest(cause).slice(0, length)}`;

/** Parts that contain no `_` themselves, so that other parts are another text. */
const joined = (...parts: readonly string[]): string => parts.join('_');

/** An account belongs to one WeChat identity; the openid itself appears in no other document. */
export const accountIdOf = (openid: string): string => named('a', `account:${openid}`, 20);

/** Another account of the same openid, whose first one was given up or bound to somebody else: made by this cause. */
export const nextAccountIdOf = (openid: string, cause: string): string => accountIdOf(`${openid}#${cause}`);

export const activityIdOf = (accountId: string, nonce: string): string =>
  named('v', `activity:${accountId}:${nonce}`, 16);

/** Slots that are written later than their activity: once a draft is sent, or when it is changed. */
export const laterSlotsOf = (activityId: string, cause: string): string =>
  named('s', `slots:${activityId}:${cause}`, 16);

/**
 * A slot is the n-th of those that one call writes, 1 to 35: the first ones have the name of their activity, others that
 * of `laterSlotsOf`. In this order they sort. 19 characters, whatever it is called after, as it goes into printed codes.
 */
export const slotIdOf = (writtenWith: string, position: number): string =>
  `${writtenWith}-${position.toString(36)}`;

/** A person at an activity, over all its slots. */
export const visitIdOf = (activityId: string, accountId: string): string => joined(activityId, accountId);

/** Also the id of the attendance that follows from the sign-up. */
export const signupIdOf = (slotId: string, accountId: string): string => joined(slotId, accountId);

export const membershipIdOf = (teamId: string, accountId: string): string => joined(teamId, accountId);

/** The first of the seats that a person has in teams, and for people whom they keep. */
export const firstSeatOf = (accountId: string): string => joined(accountId, '1');

/** Of a person's first `atMost` seats those that are not taken. */
export const freeSeats = (accountId: string, taken: readonly (string | null)[], atMost: number): string[] =>
  Array.from({ length: atMost }, (_, i) => joined(accountId, String(i + 1))).filter(
    (s) => !taken.includes(s),
  );

export const teamIdOf = (accountId: string, nonce: string): string =>
  named('t', `team:${accountId}:${nonce}`, 16);

/** How often an identity has called an action since this moment. */
export const useIdOf = (identity: string, action: string, from: Instant): string =>
  named('w', `use:${identity}:${action}:${from}`, 20);

/** How many claim codes an identity has tried. */
export const claimTriesIdOf = (identity: string): string => named('w', `claim:${identity}`, 20);

/** How often somebody has registered with numbers that are alike. */
export const alikeIdOf = (hash: string): string => `w${hash.slice(0, 40)}`;

/** A staff member's call leaves one line, however often it is sent. */
export const auditIdOf = (accountId: string, nonce: string): string =>
  named('u', `audit:${accountId}:${nonce}`, 20);

/** A person's call: what it made knows by this that it is the answer. */
export const callIdOf = (identity: string, nonce: string): string =>
  named('k', `call:${identity}:${nonce}`, 20);

/** One ledger line for each attendance credited: they share the id. */
export const serviceLineIdOf = (attendanceId: string): string => attendanceId;

/** A person without a phone: a relative of who books for them, or registered by a leader. */
export const keptIdOf = (identity: string, nonce: string): string =>
  named('k', `kept:${identity}:${nonce}`, 20);

/** The request of one account to be replaced by another: there is one at a time. */
export const bindingIdOf = (accountId: string): string => joined('b', accountId);

/** One question about one line, or about a shift of one person that has none. */
export const contestIdOf = (lineId: string): string => joined('q', lineId);

/** What somebody asks for; also what its message, its contact and its merging are named by. */
export const requestIdOf = (identity: string, nonce: string): string =>
  named('r', `request:${identity}:${nonce}`, 20);

/** A place in a list that has the most pressing first, those of one moment by their id. */
export const requestOrderOf = (pressing: number, at: Instant, requestId: string): string =>
  joined(String(pressing), String(at), requestId);

/** Filed when a confirmation is for more than who confirms can say alone: one for each attendance. */
export const confirmCaseIdOf = (attendanceId: string): string => joined('o', attendanceId);

/** A make-up or a correction; also the id of the line that its approval writes. */
export const filedCaseIdOf = (identity: string, nonce: string): string =>
  named('m', `case:${identity}:${nonce}`, 20);

/**
 * Where one person's photos of one activity are put. The name says neither who nor which: a file's id is told to
 * everybody who sees it.
 */
export const uploadFolderOf = (activityId: string, accountId: string): string =>
  `uploads/${digest(`photos:${activityId}:${accountId}`).slice(0, 24)}`;

/** Where a file is put: written down once, however often it is. */
export const uploadIdOf = (path: string): string => named('f', `upload:${path}`, 20);

/** The same file added twice is one photo. */
export const photoIdOf = (activityId: string, file: string): string =>
  named('p', `photo:${activityId}:${file}`, 20);

export const shopIdOf = (identity: string, nonce: string): string =>
  named('h', `shop:${identity}:${nonce}`, 16);

export const offerIdOf = (identity: string, nonce: string): string =>
  named('o', `offer:${identity}:${nonce}`, 8);

/** What a person has from a shop on a day. */
export const giftsKeyOf = (shopId: string, accountId: string, day: string): string =>
  joined(shopId, accountId, day);

/** Once a day for each offer and person: the database refuses the second. */
export const giftIdOf = (shopId: string, offerId: string, accountId: string, day: string): string =>
  joined(giftsKeyOf(shopId, accountId, day), offerId);

/** What is counted for a day or a month: of a shop, or of an area. */
export const spanKeyOf = (whose: string, span: string): string => joined(whose, span);

/** What a team did in a month, and how many are in it. */
export const teamMonthIdOf = (teamId: string, month: string): string => joined(teamId, month);
export const teamMembersIdOf = (teamId: string): string => joined(teamId, 'members');

/** What is counted of a leader's words in a quarter. */
export const wordsIdOf = (accountId: string, quarter: string): string => joined(accountId, quarter);

/** A place in lists by time, lines of one moment by their id: see orderOf. */
export const lineOrderOf = (at: Instant, lineId: string): string => joined(String(at), lineId);

export const statisticsIdOf = (month: string, area: string): string => joined(month, area);

/** A message about something to somebody; another cause makes it another message. */
export const messageIdOf = (kind: string, about: string, accountId: string, cause: string): string =>
  joined(kind, about, accountId, ...(cause === '' ? [] : [cause]));

/** An activity's place in lists: milliseconds have thirteen digits until the year 2286, so text order is time order. */
export const orderOf = (start: Instant, activityId: string): string => joined(String(start), activityId);

/** An activity's areas with its days, to be found by. */
export const areaDayOf = (area: string, day: string): string => joined(area, day);

/** A word that people look for, on a day. */
export const wordDayOf = (word: string, day: string): string => joined(word, day);

/**
 * What stands in the unique field `openid` of an account that no WeChat is bound to. No openid has a colon.
 * none: of a person without a phone · parked: until its owner's other account is bound, or for good · gone: given up
 */
const unbound = (why: 'none' | 'parked' | 'gone', whose: string): string => `${why}:${whose}`;

export const nobodysOpenidOf = (accountId: string): string => unbound('none', accountId);

export const parkedOpenidOf = (accountId: string): string => unbound('parked', accountId);

/** What an account is called that was given up by this call: the same call sent again finds it. */
export const goneOpenidOf = (identity: string, nonce: string): string =>
  unbound('gone', digest(`gone:${identity}:${nonce}`).slice(0, 32));

export const callupIdOf = (identity: string, nonce: string): string =>
  named('e', `callup:${identity}:${nonce}`, 16);

/** Lists of a call-up are kept in sheets, numbered from 0. */
export const sheetIdOf = (callupId: string, list: number, sheet: number): string =>
  joined(callupId, String(list), String(sheet));

/** A person on a list of a call-up: on one sheet of it alone. */
export const callKeyOf = (callupId: string, list: number, accountId: string): string =>
  joined(callupId, String(list), accountId);
