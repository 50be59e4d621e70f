import type { AccountDocument, Documents, MembershipDocument } from '../documents';
import type { Instant } from '#domain/time';
import type { CollectionName } from '../schema';
import { aggregate, type Stage } from './database';
import { expressionOf, firstIn, lastIn, partsOf, valuesAt, withEntries, writtenSince } from './expressions';

/**
 * What an action loads before it decides, said as typed look-ups: one document, many, or only how many. All of them
 * go to the database in one aggregate (see question.ts). Equality look-ups, and the first entry of an index: any MongoDB
 * serves both by index.
 *
 *   ask: ({ slotId }) =>
 *     following({ slot: needed(one('slots', slotId)) }, ({ slot }) => ({
 *       activity: needed(one('activities', slot.activityId)),
 *       signups: many('signups', 'slotId', slot._id, ['receipts']),
 *     })),
 */
export interface LookUp<T> {
  readonly from: CollectionName;
  readonly field: string;
  readonly by:
    | { readonly value: string }
    | { readonly path: string }
    | { readonly keys: readonly OneKey[] }
    | ((name: string) => Stage[]);
  /** Fields that this action does not need: secrets and bulk. */
  readonly without: readonly string[];
  /** What becomes of it before it is answered, as an expression; whole where it is left out. */
  readonly shaped?: (name: string) => unknown;
  readonly answer: 'one' | 'many';
  /** The router refuses with NOT_FOUND where it is not there. */
  readonly needed: boolean;
  readonly __found?: T;
}

export type Wanted = Readonly<Record<string, LookUp<unknown>>>;
export type Found<W extends Wanted> = {
  readonly [K in keyof W]: W[K] extends LookUp<infer T> ? T : never;
};

/** A field of a document, or of what a field of it holds: 'slotId', 'volunteer.number'. */
export type FieldOf<D> = {
  [K in keyof D & string]: NonNullable<D[K]> extends Date | readonly unknown[] | string | number | boolean
    ? K
    : K | `${K}.${keyof NonNullable<D[K]> & string}`;
}[keyof D & string];

const PATH = Symbol('path');

/** A place in what was looked up before; a list stands for each of its elements. */
export interface At<T> {
  readonly [PATH]: string;
  readonly __at?: T;
}
type Step<T> = At<T> & (T extends readonly (infer E)[] ? Fields<E> : Fields<T>);
type Fields<T> = T extends Date ? unknown : T extends object ? Paths<T> : unknown;
export type Paths<D> = { readonly [K in keyof D]-?: Step<NonNullable<D[K]>> };
type PathsOf<W extends Wanted> = {
  readonly [K in keyof W]: W[K] extends LookUp<infer T>
    ? NonNullable<T> extends readonly (infer D)[]
      ? Paths<D>
      : Paths<NonNullable<T>>
    : never;
};

/** Places in rows of this form, which stages have made. */
export const placesIn = <Row>(): Paths<Row> => pathsFrom('') as Paths<Row>;

/** Places in what every question finds of who calls, before anything else. */
export const CALLER = placesIn<{
  readonly account: AccountDocument;
  readonly memberships: MembershipDocument[];
}>();

/** What is looked for: a value, or whatever stands at a place found before. */
export type OneKey = string | At<string> | At<readonly string[]> | At<string[]>;
/** Any of several, where there is a list. */
export type Key = OneKey | readonly OneKey[];

function byOf(key: Key): LookUp<unknown>['by'] {
  if (typeof key === 'string') return { value: key };
  return isSeveral(key) ? { keys: key } : { path: key[PATH] };
}

const isSeveral = (key: Key): key is readonly OneKey[] => Array.isArray(key);

function lookUp<T>(
  answer: LookUp<T>['answer'],
  from: CollectionName,
  field: string,
  key: Key,
  without: readonly string[],
): LookUp<T> {
  return { from, field, by: byOf(key), without, answer, needed: false };
}

type Without<C extends CollectionName> = readonly FieldOf<Documents[C]>[];

/** The document of this id, if there is one. */
export const one = <C extends CollectionName>(
  from: C,
  id: Key,
  without: Without<C> = [],
): LookUp<Documents[C] | undefined> => lookUp('one', from, '_id', id, without);

/** The document whose field holds this value: a field with a unique index. */
export const oneBy = <C extends CollectionName>(
  from: C,
  field: FieldOf<Documents[C]>,
  key: Key,
  without: Without<C> = [],
): LookUp<Documents[C] | undefined> => lookUp('one', from, field, key, without);

/** All documents whose field holds this value, or one of these. */
export const many = <C extends CollectionName>(
  from: C,
  field: FieldOf<Documents[C]>,
  key: Key,
  without: Without<C> = [],
): LookUp<Documents[C][]> => lookUp('many', from, field, key, without);

/** How many documents have this value in a field: only the number crosses the wire. */
export const count = <C extends CollectionName>(
  from: C,
  field: FieldOf<Documents[C]>,
  key: Key,
): LookUp<number> => ({
  ...lookUp<number>('many', from, field, key, []),
  shaped: (name) => ({ $size: `$${name}` }),
});

/** The earliest moment in an index of moments, if there is one. */
export const earliest = <C extends CollectionName>(
  from: C,
  field: FieldOf<Documents[C]>,
): LookUp<{ at: Date } | undefined> => ({
  from,
  field,
  by: (name) => [firstIn(name, from, field)],
  without: [],
  answer: 'one',
  needed: false,
});

/** Ids of what was written at a slot since some moment: by the index of a collection that is stamped. */
export const changedSince = (from: 'signups' | 'attendances', slotId: string, since: Instant) =>
  manyBy<{ _id: string }>(from, (name) => [writtenSince(name, from, slotId, since)]);

/** The document with the latest moment in an index of moments, if there is one. */
export const latest = <C extends CollectionName>(
  from: C,
  field: FieldOf<Documents[C]>,
): LookUp<Documents[C] | undefined> => ({
  from,
  field,
  by: (name) => [lastIn(name, from, field)],
  without: [],
  answer: 'one',
  needed: false,
});

/** What stages of its own find, under the name that they are given: where equality is not enough. */
export const manyBy = <T>(from: CollectionName, stages: (name: string) => Stage[]): LookUp<T[]> => ({
  from,
  field: '',
  by: stages,
  without: [],
  answer: 'many',
  needed: false,
});

/** Without it there is nothing to do: the router refuses with NOT_FOUND, and the use-case finds it there. */
export const needed = <T>(lookedUp: LookUp<T>): LookUp<NonNullable<T>> => ({
  ...(lookedUp as LookUp<NonNullable<T>>),
  needed: true,
});

type Head<F> = F extends `${infer H}.${string}` ? H : never;
type Tail<F, H extends string> = F extends `${H}.${infer T}` ? T : never;
/** What is left of a document of which only these fields are loaded. */
export type Part<D, F extends string> = Pick<D, F & keyof D> & {
  [H in keyof Pick<D, Head<F> & keyof D>]: Pick<
    NonNullable<D[H]>,
    Tail<F, H & string> & keyof NonNullable<D[H]>
  >;
};
type PartOf<T, F extends string> = T extends readonly (infer D)[]
  ? Part<D, F | '_id'>[]
  : Part<NonNullable<T>, F | '_id'> | (undefined extends T ? undefined : never);
type FieldsIn<T> = FieldOf<T extends readonly (infer D)[] ? D : NonNullable<T>>;

/** Loads these fields of it, and its id, and no others: for lists of which little is needed. */
export const only = <T, F extends FieldsIn<T>>(
  lookedUp: LookUp<T>,
  fields: readonly F[],
): LookUp<PartOf<T, F>> => ({
  ...(lookedUp as LookUp<PartOf<T, F>>),
  shaped: (name) => partsOf(name, fields),
});

/** Fields of a document that are maps. */
type MapsIn<T> = MapsOf<NonNullable<T> extends readonly (infer D)[] ? D : NonNullable<T>>;
type MapsOf<D> = { [K in keyof D & string]: string extends keyof D[K] ? K : never }[keyof D & string];

/** Loads of a map in it only the entries of these keys: what it holds of everybody else stays where it is. */
export const entriesOf = <T>(lookedUp: LookUp<T>, map: MapsIn<T>, keys: readonly OneKey[]): LookUp<T> => ({
  ...lookedUp,
  shaped: (name) => withEntries(name, map, concatenated(keys)),
});

/** All the values of these keys, as an expression. */
export const concatenated = (keys: readonly OneKey[]): unknown => ({
  $concatArrays: keys.map((key) => (typeof key === 'string' ? [expressionOf(key)] : valuesAt(key[PATH]))),
});

/** The first value of this key, as an expression: null and what is missing are not found by it. */
export const scalarOf = (key: OneKey): unknown => ({ $arrayElemAt: [concatenated([key]), 0] });

/** Look-ups that go on from what others find. */
export function following<W extends Wanted, M extends Wanted>(
  wanted: W,
  more: (found: PathsOf<W>) => M,
): W & M {
  return { ...wanted, ...more(pathsFrom('') as PathsOf<W>) };
}

/** Every field of it is a place, however deep. */
function pathsFrom(path: string): unknown {
  return new Proxy(
    {},
    {
      get: (_, key) => {
        if (key === PATH) return path;
        return typeof key === 'string' ? pathsFrom(path === '' ? key : `${path}.${key}`) : undefined;
      },
    },
  );
}

/**
 * Stands for the caller's account in the values of a look-up: which account a WeChat identity is bound to is found in
 * that same question. No id that a client can send contains it.
 */
export const ME = '{me}';

/** Stands in an id for a field of a document that was looked up before: `visitIdOf(foundAt(slot.activityId), ME)`. */
export const foundAt = (place: At<string>): string => `{${place[PATH]}}`;

/** The stages that add these look-ups to each document, in order. */
export const stagesFor = (wanted: Wanted): Stage[] =>
  Object.entries(wanted).flatMap(([name, lookedUp]) => stagesOf(name, lookedUp));

/** What is looked for becomes a field first, so that it can be compared, and is left out again at the end. */
export function stagesOf(name: string, lookedUp: LookUp<unknown>): Stage[] {
  const { from, field, by, without } = lookedUp;
  if (typeof by === 'function') return by(name);
  // Every document has an id, so null finds none; and a path may lead through lists of lists.
  const plain = 'path' in by && field === '_id';
  const localField = plain ? by.path : `by_${name}`;
  const sought = soughtBy(by);
  const left = [...(plain ? [] : [localField]), ...without.map((each) => `${name}.${each}`)];
  return [
    ...(plain ? [] : [{ addFields: { [localField]: sought } }]),
    { lookup: { from, localField, foreignField: field, as: name } },
    ...(lookedUp.shaped ? [{ addFields: { [name]: lookedUp.shaped(name) } }] : []),
    ...(left.length > 0 ? [{ project: Object.fromEntries(left.map((path) => [path, 0])) }] : []),
  ];
}

function soughtBy(by: Exclude<LookUp<unknown>['by'], (name: string) => Stage[]>): unknown {
  if ('value' in by) return expressionOf(by.value);
  return 'keys' in by ? concatenated(by.keys) : valuesAt(by.path);
}

/** The database answers lists; where one is meant it is the first. */
export function foundIn<W extends Wanted>(wanted: W, answer: Readonly<Record<string, unknown>>): Found<W> {
  const found = Object.entries(wanted).map(([name, { answer: kind }]) => {
    const value = answer[name];
    return [name, kind === 'one' ? (value as unknown[])[0] : value];
  });
  return Object.fromEntries(found) as Found<W>;
}

/** Whether all that is needed is there. */
export const isComplete = (wanted: Wanted, found: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([name, { needed: isNeeded }]) => !isNeeded || found[name] !== undefined);

/** Whole, where no fields are named. */
type Row<D, F extends string> = [F] extends [never] ? D : Part<D, F>;

/**
 * Documents that these stages choose, each with what is looked up beside it: one round trip. Which of them are left
 * out is for the stages to say; nothing is needed here.
 *
 * @param fields of the documents themselves, where not all are loaded; look-ups go on from these.
 */
export async function findWith<
  C extends CollectionName,
  W extends Wanted,
  F extends FieldOf<Documents[C]> = never,
>(
  collection: C,
  stages: readonly Stage[],
  limit: number,
  beside: (document: Paths<Row<Documents[C], F>>) => W,
  fields: readonly F[] = [],
): Promise<(Row<Documents[C], F> & Found<W>)[]> {
  const wanted = beside(pathsFrom('') as Paths<Row<Documents[C], F>>);
  const part = fields.length > 0 ? [{ project: Object.fromEntries(fields.map((field) => [field, 1])) }] : [];
  const rows = await aggregate<Row<Documents[C], F> & Record<string, unknown>>(collection, stages, limit, [
    ...part,
    ...stagesFor(wanted),
  ]);
  return rows.map((row) => ({ ...row, ...foundIn(wanted, row) }));
}
