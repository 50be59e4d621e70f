import type { Caller, Subject } from '#domain/accounts/access';
import type { ActionName, Checked, Output } from '#domain/contract';
import { defined } from '#domain/defined';
import type { Instant } from '#domain/time';
import type { AccountDocument, SettingsDocument } from '../documents';
import type { AuditLine } from './audit';
import type { Inserted } from './database';
import type { Found, Wanted } from './loading';

export interface Me {
  /**
   * The account that this WeChat identity is bound to; empty for the system and for who has none yet. While
   * the question is put it is the token ME, which may stand inside an id but cannot be hashed.
   */
  readonly accountId: string;
  /** Follows from the openid alone: for ids that are made by a digest. Empty for the system. */
  readonly identity: string;
  readonly openid: string;
}

export interface Context<A extends ActionName, W extends Wanted> {
  readonly input: Checked<A>;
  readonly loaded: Found<W>;
  readonly settings: SettingsDocument;
  readonly caller: Caller;
  readonly account: AccountDocument | null;
  readonly me: Me;
  /** Empty for reads. */
  readonly nonce: string;
  readonly now: Instant;
  /** Asks the same question again, after a conditional write found the world changed. */
  readonly reload: () => Promise<Found<W>>;
  /** Keeps in the audit log what this call is about to do. */
  readonly audit: (line: AuditLine) => Promise<Inserted>;
}

/** What one action asks, who it concerns, and what it then does. */
export interface UseCase<A extends ActionName, W extends Wanted> {
  ask(input: Checked<A>, me: Me, nonce: string, now: Instant): W;
  /** Left out where it is about no team, no area and nobody. */
  subject?(loaded: Found<W>, input: Checked<A>): Subject;
  run(context: Context<A, W>): Promise<Output<A>>;
}

/** For what depends neither on settings nor on the caller's account: no question first. */
export interface Direct<A extends ActionName> {
  open(input: Checked<A>, now: Instant): Promise<Output<A>>;
}

/** What the router runs, its types proven where it was made. */
export interface Handler<A extends ActionName = ActionName> {
  readonly action: A;
  readonly useCase: UseCase<ActionName, Wanted> | Direct<ActionName>;
}

/** What is this person's, or about them. */
export const ofPerson = ({
  _id: id,
  keptBy,
  keptByTeam,
}: Pick<AccountDocument, '_id' | 'keptBy' | 'keptByTeam'>): Subject => ({
  person: defined({ id, keptBy, keptByTeam }),
});

export function useCase<A extends ActionName, W extends Wanted>(
  action: A,
  definition: UseCase<A, W>,
): Handler<A> {
  return { action, useCase: definition };
}

export function direct<A extends ActionName>(action: A, open: Direct<A>['open']): Handler<A> {
  return { action, useCase: { open } as unknown as Direct<ActionName> };
}
