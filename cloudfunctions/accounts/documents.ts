import type { Receipt } from '../documents';

/** Whose an ID number is: found by its keyed hash alone, read by nobody without the key. */
export interface IdentityDocument {
  /** Keyed hash of the ID number: the same person cannot come twice. */
  _id: string;
  /** Unique: an account has one number. */
  accountId: string;
  cipher: string;
  at: Date;
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
