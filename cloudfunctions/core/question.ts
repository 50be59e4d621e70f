import type { SettingsDocument, AccountDocument, Documents, MembershipDocument } from '../documents';
import type { CollectionName } from '../schema';
import { aggregate, type Stage } from './database';

/**
 * One question first: all that an action has to know comes in a single round trip. An aggregate stands on
 * the settings document, which always exists, and looks up whatever else is named: the caller, and things
 * by an id or by a field of things already found. Equality look-ups only, so any MongoDB uses the index.
 */
export interface Lookup<T> {
  readonly from: CollectionName;
  readonly foreign: string;
  /** What to look for: a value, or a path through what was looked up before ('slot.activityId'). */
  readonly by: { readonly value: string } | { readonly path: string };
  /** Fields to leave out: secrets and bulk that this action does not need. */
  readonly omit: readonly string[];
  readonly counted: boolean;
  readonly __found?: T;
}

export type Question = Readonly<Record<string, Lookup<unknown>>>;
export type Loaded<Q extends Question> = {
  readonly [K in keyof Q]: Q[K] extends Lookup<infer T> ? T : never;
};

/** Documents whose field equals a value. */
export function having<C extends CollectionName>(
  from: C,
  foreign: string,
  value: string,
  omit: readonly string[] = [],
): Lookup<Documents[C][]> {
  return { from, foreign, by: { value }, omit, counted: false };
}

export function byId<C extends CollectionName>(
  from: C,
  id: string,
  omit: readonly string[] = [],
): Lookup<Documents[C][]> {
  return having(from, '_id', id, omit);
}

/** Documents whose field equals one of the values at a path through earlier answers. */
export function via<C extends CollectionName>(
  from: C,
  foreign: string,
  path: string,
  omit: readonly string[] = [],
): Lookup<Documents[C][]> {
  return { from, foreign, by: { path }, omit, counted: false };
}

/** How many documents have a field of this value; only the number crosses the wire. */
export function countOf(from: CollectionName, foreign: string, value: string): Lookup<number> {
  return { from, foreign, by: { value }, omit: [], counted: true };
}

/**
 * Stands for the caller's account in the values of a question: which account a WeChat identity is bound to
 * is found in that same question. No id that a client can send contains it.
 */
export const ME = '{me}';

function expressionOf(value: string): unknown {
  const [first = '', ...rest] = value.split(ME).map((part) => ({ $literal: part }));
  return rest.length === 0 ? first : { $concat: [first, ...rest.flatMap((part) => ['$me', part])] };
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
    ...stagesOf('account', having('accounts', 'openid', openid)),
    { addFields: { me: { $ifNull: [{ $arrayElemAt: ['$account._id', 0] }, ''] } } },
    ...stagesOf('memberships', having('memberships', 'accountId', ME)),
  ];
  for (const [name, lookup] of Object.entries(question)) stages.push(...stagesOf(name, lookup));
  const [answer] = await aggregate<Answer & Loaded<Q>>('settings', stages);
  if (!answer) return null;
  const { settings, account, memberships } = answer;
  return { base: { settings, account: account[0] ?? null, memberships }, loaded: answer };
}

/** Stages that add one look-up under a name; a value becomes a field first, so that it can be compared. */
export function stagesOf(name: string, lookup: Lookup<unknown>): Stage[] {
  const stages: Stage[] = [];
  const localField = 'path' in lookup.by ? lookup.by.path : `by_${name}`;
  if ('value' in lookup.by) stages.push({ addFields: { [localField]: expressionOf(lookup.by.value) } });
  stages.push({ lookup: { from: lookup.from, localField, foreignField: lookup.foreign, as: name } });
  if (lookup.counted) stages.push({ addFields: { [name]: { $size: `$${name}` } } });
  if (lookup.omit.length > 0) {
    stages.push({ project: Object.fromEntries(lookup.omit.map((field) => [`${name}.${field}`, 0])) });
  }
  return stages;
}
