import type { SettingsDocument, AccountDocument, Documents, MembershipDocument } from '../documents';
import type { CollectionName } from '../schema';
import { aggregate, type Stage } from './database';
import {
  foundAt,
  foundIn,
  many,
  ME,
  oneBy,
  stagesFor,
  stagesOf,
  type Found,
  type LookUp,
  type Wanted,
} from './loading';

/**
 * One question first: all that an action has to know comes in a single round trip. An aggregate stands on
 * the settings document, which always exists, and looks up whatever else is named: the caller, and things
 * by an id or by a field of things already found (loading.ts).
 */
export { foundAt, ME, stagesOf };
export type Question = Wanted;
export type Loaded<Q extends Question> = Found<Q>;

/** Documents whose field equals a value. */
export function having<C extends CollectionName>(
  from: C,
  foreign: string,
  value: string,
  omit: readonly string[] = [],
): LookUp<Documents[C][]> {
  return { from, field: foreign, by: { value }, without: omit, answer: 'many', needed: false };
}

export function byId<C extends CollectionName>(
  from: C,
  id: string,
  omit: readonly string[] = [],
): LookUp<Documents[C][]> {
  return having(from, '_id', id, omit);
}

/** Documents whose field equals one of the values at a path through earlier answers. */
export function via<C extends CollectionName>(
  from: C,
  foreign: string,
  path: string,
  omit: readonly string[] = [],
): LookUp<Documents[C][]> {
  return { from, field: foreign, by: { path }, without: omit, answer: 'many', needed: false };
}

/** How many documents have a field of this value; only the number crosses the wire. */
export function countOf(from: CollectionName, foreign: string, value: string): LookUp<number> {
  return { from, field: foreign, by: { value }, without: [], answer: 'count', needed: false };
}

export interface Base {
  readonly settings: SettingsDocument;
  readonly account: AccountDocument | null;
  readonly memberships: readonly MembershipDocument[];
}

interface Answer {
  account: AccountDocument[];
  memberships: MembershipDocument[];
  settings: SettingsDocument;
}

/** The system has the empty openid, which no account has. Null when the city has not been founded yet. */
export async function ask<Q extends Question>(
  openid: string,
  question: Q,
): Promise<{ base: Base; loaded: Loaded<Q> } | null> {
  const stages: Stage[] = [
    { match: { _id: 'city' } },
    { replaceRoot: { newRoot: { settings: '$$ROOT' } } },
    ...stagesFor({ account: oneBy('accounts', 'openid', openid) }),
    { addFields: { me: { $ifNull: [{ $arrayElemAt: ['$account._id', 0] }, ''] } } },
    ...stagesFor({ memberships: many('memberships', 'accountId', ME) }),
    ...stagesFor(question),
  ];
  const [answer] = await aggregate<Answer & Record<string, unknown>>('settings', stages, 1);
  if (!answer) return null;
  const { settings, account, memberships } = answer;
  return { base: { settings, account: account[0] ?? null, memberships }, loaded: foundIn(question, answer) };
}
