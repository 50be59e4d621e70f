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
  const [answer] = await aggregate<Answer & Loaded<Q>>('settings', stages, 1);
  if (!answer) return null;
  const { settings, account, memberships } = answer;
  return { base: { settings, account: account[0] ?? null, memberships }, loaded: answer };
}

/** Is nothing's id and stands in no field that is looked up by. */
const NOBODY = '{nobody}';

/**
 * What stands at a path, and beside it what is never found. A look-up by nothing at all would look for null, and
 * null meets every document that lacks the field: of a sparse one nearly all.
 */
function valuesAt(path: string): unknown {
  const found = { $ifNull: [`$${path}`, []] };
  return { $concatArrays: [{ $cond: [{ $isArray: [found] }, found, [found]] }, [NOBODY]] };
}

/** Stages that add one look-up under a name; what is looked for becomes a field first, so that it can be compared. */
export function stagesOf(name: string, { from, foreign, by, counted, omit }: Lookup<unknown>): Stage[] {
  const wanted = 'value' in by ? expressionOf(by.value) : valuesAt(by.path);
  // Every document has an id: null finds none, and a path may lead through arrays of arrays.
  const plain = 'path' in by && foreign === '_id';
  const localField = plain ? by.path : `by_${name}`;
  const stages: Stage[] = plain ? [] : [{ addFields: { [localField]: wanted } }];
  stages.push({ lookup: { from, localField, foreignField: foreign, as: name } });
  if (counted) stages.push({ addFields: { [name]: { $size: `$${name}` } } });
  // What was looked for need not cross the wire: it may be as many ids as there are documents.
  const left = [...(plain ? [] : [localField]), ...omit.map((field) => `${name}.${field}`)];
  if (left.length > 0) stages.push({ project: Object.fromEntries(left.map((field) => [field, 0])) });
  return stages;
}
