import { digest } from '#domain/sha';

/** Ids and keys that follow from what they are about. */
export const shopIdOf = (identity: string, nonce: string): string =>
  `h${digest(`shop:${identity}:${nonce}`).slice(0, 16)}`;

export const offerIdOf = (identity: string, nonce: string): string =>
  `o${digest(`offer:${identity}:${nonce}`).slice(0, 8)}`;

/** What a person has from a shop on a day. */
export const visitOf = (shopId: string, accountId: string, day: string): string =>
  `${shopId}_${accountId}_${day}`;

/** Once a day for each offer and person: the database refuses the second. */
export const giftIdOf = (shopId: string, offerId: string, accountId: string, day: string): string =>
  `${visitOf(shopId, accountId, day)}_${offerId}`;

/** A day or a month of a shop. */
export const spanOf = (shopId: string, span: string): string => `${shopId}_${span}`;
