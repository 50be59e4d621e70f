import type { Refusal } from '../errors';
import type { Instant } from '../time';

/**
 * What a person agrees to, each for itself and each to be taken back: that the ID number is kept, that the
 * phone tells its place at check-in, and for a minor that a guardian agrees.
 */
export const consentKinds = ['identity', 'location', 'guardian'] as const;
export type ConsentKind = (typeof consentKinds)[number];

export interface Consent {
  readonly at: Instant;
  /** From here on it no longer holds. */
  readonly withdrawnAt: Instant | null;
}

export type Consents = Readonly<Partial<Record<ConsentKind, Consent>>>;

export const holds = (consents: Consents, kind: ConsentKind): boolean => consents[kind]?.withdrawnAt === null;

/**
 * Whether a phone may tell its place at check-in, as far as it is ours to say: WeChat asks its holder
 * besides. Who never registered was never asked here, and WeChat's question alone decides.
 */
export const mayTellPlace = (registered: boolean, consents: Consents): boolean =>
  consents.location === undefined ? !registered : consents.location.withdrawnAt === null;

/** Null when this consent can be given by itself: the others are given with a registration and not apart from it. */
export const givingRefusal = (kind: ConsentKind): Refusal | null =>
  kind === 'location' ? null : { code: 'REGISTRATION_NEEDED' };

/** Without the ID number there is no registration; without a guardian there is none for a minor. */
export const endsRegistration = (kind: ConsentKind, minor: boolean): boolean =>
  kind === 'identity' || (kind === 'guardian' && minor);
