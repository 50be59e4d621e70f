import type { Refusal } from '../errors';
import { sameText, sign } from '../sha';
import { MINUTE, type Instant } from '../time';

export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly fromStars: number;
  readonly conditions: string;
  /** Last day, null: until further notice. */
  readonly until: string | null;
}

/** What an offer depends on beside itself. */
export interface Visit {
  readonly paused: boolean;
  readonly stars: number;
  /** Offers that this person had from this shop today. */
  readonly givenToday: readonly string[];
  readonly today: string;
}

/** Null when this person may have it now; otherwise why not. Once a day each, by stars alone: no points are spent. */
export function offerRefusal(offer: Offer, visit: Visit): Refusal | null {
  if (visit.paused) return { code: 'SHOP_PAUSED' };
  if (isOver(offer, visit.today)) return { code: 'OFFER_OVER' };
  if (visit.stars < offer.fromStars) return { code: 'NOT_ENOUGH_STARS', details: { stars: offer.fromStars } };
  return visit.givenToday.includes(offer.id) ? { code: 'ALREADY_GIVEN' } : null;
}

export const isOver = (offer: Pick<Offer, 'until'>, today: string): boolean =>
  offer.until !== null && offer.until < today;

/** Those for fewer stars first. */
export const inOrder = <T extends Offer>(offers: readonly T[]): T[] =>
  [...offers].sort((a, b) => a.fromStars - b.fromStars || (a.id < b.id ? -1 : 1));

/**
 * What a shop's phone holds after it has scanned a volunteer's rotating code, which is over in twenty seconds:
 * for so long the shop may note what it gives to this person. Signed under the shop's own key, so it is good
 * in no other shop.
 */
export const PASS_LASTS = 10 * MINUTE;
const MAC_LENGTH = 20;

export interface Pass {
  readonly accountId: string;
  readonly until: Instant;
}

const passMac = (key: string, { accountId, until }: Pass): string =>
  sign(key, `wmb1.${accountId}.${until}`).slice(0, MAC_LENGTH);

export function makePass(key: string, accountId: string, now: Instant): string {
  const pass = { accountId, until: now + PASS_LASTS };
  return `wmb1.${accountId}.${pass.until.toString(36)}.${passMac(key, pass)}`;
}

export interface ReadPass extends Pass {
  readonly mac: string;
}

export function parsePass(text: string): ReadPass | null {
  const match = /^wmb1\.([A-Za-z0-9_-]{1,80})\.([0-9a-z]{1,9})\.([0-9a-f]{20})$/.exec(text);
  if (!match) return null;
  const [, accountId = '', until = '', mac = ''] = match;
  return { accountId, until: Number.parseInt(until, 36), mac };
}

export function verifyPass(
  pass: ReadPass,
  key: string,
  now: Instant,
): 'OK' | 'CODE_INVALID' | 'CODE_EXPIRED' {
  if (!sameText(passMac(key, pass), pass.mac)) return 'CODE_INVALID';
  return now < pass.until ? 'OK' : 'CODE_EXPIRED';
}
