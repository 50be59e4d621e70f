import type { MessageKind } from '#domain/settings';
import type { UniqueKey } from '#domain/unique';
import type { Receipt } from '../core/values';

/** Whose an ID number is: found by its keyed hash alone, read by nobody without the key. */
export interface IdentityDocument {
  /** Keyed hash of the ID number: the same person cannot come twice. */
  _id: string;
  /** Unique: an account has one number. */
  accountId: string;
  /** Gone from the moment that its consent is taken back; the document follows once the registration has ended. */
  cipher?: string;
  at: Date;
  /** Since when a registration begins or ends with it, until a sweep has seen which. */
  unsureAt?: Date;
}

export type BindingState = 'waiting' | 'confirmed' | 'refused';

/** A request that an account be bound to another WeChat. */
export interface BindingDocument {
  /** One of each asking account. */
  _id: string;
  /** The account that the new WeChat has now, and gives up for the other. */
  from: string;
  /** The openid, sealed, until staff have decided: whose account it is can change in the meantime. */
  wechat?: string;
  /** The account asked for; absent when name and number together are nobody's. */
  to?: string;
  /** The ID number, as its identity is found, that somebody wants to register with: once confirmed, they may. */
  registers?: string;
  name?: string;
  number?: string;
  teams?: string[];
  areas?: string[];
  lastActive?: Date;
  state: BindingState;
  at: Date;
  reason?: string;
  receipts: Receipt[];
  /** Its areas, while it waits for staff. */
  heldFor?: string[];
  /** The account asked for, while it waits. */
  waitingFor?: string;
}

/** A code on paper, by its keyed hash. */
export interface Claim {
  hash: string;
  until: Date;
}

export interface AccountDocument {
  _id: string;
  /** Unique: whose WeChat this account is bound to; `none:<id>` while it is nobody's. */
  openid: string;
  name: string;
  phone: string;
  /** Stations whose subtree this person serves as staff. */
  duties: string[];
  createdAt: Date;
  receipts?: Receipt[];
  /** A person without a phone: the relative, or the team, that signs them up and is told for them. */
  keptBy?: string;
  keptByTeam?: string;
  /** What the relative calls them: 母亲. */
  relation?: string;
  /** Of a relative `<keeper>_<n>`, n from 1 to the relatives that one person may keep. */
  keptSeat: UniqueKey;
  /** The code by which a person without a phone takes this account over once there is one. */
  claim?: Claim;
  /** Since when it is given up, until a sweep has seen that nothing hangs on it any more. */
  partedAt?: Date;
  volunteer?: VolunteerFacts;
  /** Of a volunteer the number that stands on certificates. */
  number: UniqueKey;
  /** Keyed hash of whom this account was ever registered for, readable by nobody: it outlives the registration. */
  registrant?: string;
  consents?: Partial<Record<ConsentKind, Consent>>;
  /** Signs the personal rotating code; reaches only this person's phone. */
  codeKey?: string;
  /** Subscribe messages that this person allows still to be sent, by kind. */
  grants?: Partial<Record<MessageKind, number>>;
  /** Shifts not come to, latest last. */
  noShows?: { signupId: string; at: Date }[];
}

/** What 令67 art. 6 asks a record to hold, but for the ID number, which is kept apart. */
export interface VolunteerFacts {
  sex: 'female' | 'male';
  /** 'YYYY-MM-DD' */
  birthDate: string;
  skills: string[];
  /** 'weekday-part': 6-morning. */
  freeTimes: string[];
  guardian?: { name: string; phone: string; relation: string };
  registeredAt: Date;
}

/** Each asked for by itself and revocable by itself (PIPL art. 14, 15, 29). */
export type ConsentKind = 'identity' | 'location' | 'guardian';

export interface Consent {
  at: Date;
  withdrawnAt?: Date;
}
