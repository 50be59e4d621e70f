import type { Instant } from './time';

/** Of a nonce as this app makes them: when, in eight characters, and what no two have alike. */
const FORM = /^[0-9a-z]{24}$/;
const TIME = 8;
/** A clock that says less or more than this says nothing. */
const SINCE = Date.parse('2020-01-01T00:00:00Z');
const UNTIL = Date.parse('2059-01-01T00:00:00Z');

/** @param random 16 characters, a to z and 0 to 9 */
export const nonceAt = (now: Instant, random: string): string => `${now.toString(36)}${random}`;

/** When something was meant to be done, by the phone's idea of the cloud's clock; null where the nonce does not say. */
export function madeAt(nonce: string): Instant | null {
  if (!FORM.test(nonce)) return null;
  const at = parseInt(nonce.slice(0, TIME), 36);
  return at >= SINCE && at < UNTIL ? at : null;
}
