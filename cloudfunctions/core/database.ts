import * as cloud from 'wx-server-sdk';
import { stampedCollections, type CollectionName } from '../schema';
import type { Documents } from '../documents';
import { now } from './clock';
import { patiently, patientlyRead } from './patience';
import { requestsOf } from './requests';

/**
 * The database as use-cases see it: typed collections over the SDK, one round trip a call, made patiently. The SDK's own
 * types are `any`; the casts are here and nowhere else.
 */
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV } as unknown as Parameters<typeof cloud.init>[0]);

type Plain = Readonly<Record<string, unknown>>;

interface SdkQuery {
  where(query: Plain): SdkQuery;
  orderBy(path: string, direction: 'asc' | 'desc'): SdkQuery;
  limit(n: number): SdkQuery;
  get(): Promise<{ data: unknown[] }>;
  update(options: { data: Plain }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}
interface SdkCollection extends SdkQuery {
  add(options: { data: unknown }): Promise<unknown>;
  doc(id: string): { set(options: { data: Plain }): Promise<unknown> };
  aggregate(): SdkAggregate;
}
interface SdkAggregate {
  end(): Promise<{ list: unknown[] }>;
}
/** An operator of the query language; what it is inside is the SDK's affair. */
export type Operator = { readonly __operator?: never };
interface SdkCommand {
  eq(value: unknown): Operator;
  neq(value: unknown): Operator;
  lt(value: unknown): Operator;
  lte(value: unknown): Operator;
  gt(value: unknown): Operator;
  gte(value: unknown): Operator;
  in(values: readonly unknown[]): Operator;
  nin(values: readonly unknown[]): Operator;
  all(values: readonly unknown[]): Operator;
  exists(there: boolean): Operator;
  and(...parts: Operator[]): Operator;
  geoNear(options: { geometry: unknown; maxDistance?: number; minDistance?: number }): Operator;
  set(value: unknown): Operator;
  inc(n: number): Operator;
  push(options: { each: readonly unknown[]; slice: number }): Operator;
  addToSet(value: unknown): Operator;
  pull(value: unknown): Operator;
  remove(): Operator;
}
interface SdkDatabase {
  collection(name: string): SdkCollection;
  command: SdkCommand;
  Geo: { Point: new (longitude: number, latitude: number) => unknown };
}

const database = cloud.database() as unknown as SdkDatabase;

export const _ = database.command;

/** A point as the database keeps it. */
export function point<T>(place: { longitude: number; latitude: number }): T {
  return new database.Geo.Point(place.longitude, place.latitude) as T;
}

/** The SDK drops undefined conditions without a word, which would widen a query to everything. */
function whole(query: Plain): Plain {
  for (const [path, value] of Object.entries(query)) {
    if (value === undefined) throw new Error(`undefined condition on ${path}`);
  }
  return query;
}

export interface FindOptions {
  readonly order?: readonly (readonly [path: string, direction: 'asc' | 'desc'])[];
  readonly limit: number;
}

export async function find<C extends CollectionName>(
  collection: C,
  query: Plain,
  options: FindOptions,
): Promise<Documents[C][]> {
  let request = database.collection(collection).where(whole(query));
  for (const [path, direction] of options.order ?? []) request = request.orderBy(path, direction);
  const { data } = await patientlyRead(() => request.limit(options.limit).get());
  return data as Documents[C][];
}

export type Inserted = 'INSERTED' | 'DUPLICATE';

/** When it was written, for those whose changes are asked for. */
const stampFor = (collection: CollectionName): { changedAt?: Date } =>
  stampedCollections.has(collection) ? { changedAt: new Date(now()) } : {};

/** A taken id or unique key answers DUPLICATE. */
export const insert = <C extends CollectionName>(collection: C, document: Documents[C]): Promise<Inserted> =>
  add(collection, document);

/**
 * Writes those that can be, whatever is there already: DUPLICATE when an id or a unique key was taken. MongoDB keeps
 * what came before a duplicate and leaves what comes after it; so those that are still missing go again, and last one
 * by one, past whatever stands in their way. They are written in their order, however many calls write the same.
 */
export async function insertAll<C extends CollectionName>(
  collection: C,
  documents: readonly Documents[C][],
): Promise<Inserted> {
  let taken = false;
  // Broken off between two requests, the call sent again writes what is missing.
  for (const request of requestsOf(documents))
    taken = (await addAll(collection, request)) === 'DUPLICATE' || taken;
  return taken ? 'DUPLICATE' : 'INSERTED';
}

async function addAll<C extends CollectionName>(
  collection: C,
  documents: readonly Documents[C][],
): Promise<Inserted> {
  if ((await add(collection, documents)) === 'INSERTED') return 'INSERTED';
  const there = await idsAmong(
    collection,
    documents.map((d) => d._id),
  );
  const missing = documents.filter((d) => !there.has(d._id));
  if (missing.length === 0 || (await add(collection, missing)) === 'INSERTED') return 'DUPLICATE';
  for (const each of missing) await add(collection, each);
  return 'DUPLICATE';
}

const isList = (data: object | readonly object[]): data is readonly object[] => Array.isArray(data);

async function add(collection: CollectionName, data: object | readonly object[]): Promise<Inserted> {
  const stamp = stampFor(collection);
  try {
    const stamped = isList(data) ? data.map((each) => ({ ...each, ...stamp })) : { ...data, ...stamp };
    await patiently(() => database.collection(collection).add({ data: stamped }));
    return 'INSERTED';
  } catch (error) {
    if (isDuplicate(error)) return 'DUPLICATE';
    throw error;
  }
}

/** Which of these ids are in the collection. */
async function idsAmong(collection: CollectionName, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const match = { _id: _.in(ids) };
  const found = await aggregate<{ _id: string }>(
    collection,
    [{ match }, { project: { _id: 1 } }],
    ids.length,
  );
  return new Set(found.map((d) => d._id));
}

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('duplicate key error');

/** Updates every document that meets the conditions, each atomically; answers how many did. */
export async function update(collection: CollectionName, query: Plain, data: Plain): Promise<number> {
  const found = database.collection(collection).where(whole(query));
  const stamped = { ...data, ...stampFor(collection) };
  const { stats } = await patiently(() => found.update({ data: stamped }));
  return stats.updated;
}

/** As update, where what is written holds a unique key: DUPLICATE when that is taken. */
export async function updateUnique(
  collection: CollectionName,
  query: Plain,
  data: Plain,
): Promise<number | 'DUPLICATE'> {
  try {
    return await update(collection, query, data);
  } catch (error) {
    if (isDuplicate(error)) return 'DUPLICATE';
    throw error;
  }
}

/** Writes the document whole, new or not. */
export async function put<C extends CollectionName>(collection: C, document: Documents[C]): Promise<void> {
  const { _id, ...data } = document;
  await patiently(() => database.collection(collection).doc(_id).set({ data }));
}

export async function remove(collection: CollectionName, query: Plain): Promise<number> {
  const found = database.collection(collection).where(whole(query));
  const { stats } = await patiently(() => found.remove());
  return stats.removed;
}

export type StageName =
  | 'match'
  | 'addFields'
  | 'lookup'
  | 'project'
  | 'sort'
  | 'limit'
  | 'group'
  | 'unwind'
  | 'replaceRoot'
  | 'skip';

/** Nearest first. Before MongoDB 4.2 it ends after 100 documents, whatever follows, unless it says how many. */
interface GeoNear {
  readonly near: unknown;
  readonly spherical: true;
  readonly distanceField: string;
  readonly key: string;
  readonly limit: number;
  readonly minDistance?: number;
  readonly maxDistance?: number;
  readonly query: Plain;
}
export type Stage = { readonly [S in StageName]?: unknown } & { readonly geoNear?: GeoNear };

/** What CloudBase answers at most; without a limit it answers 20. */
const ROWS_AT_MOST = 10_000;

/**
 * Runs a pipeline: one round trip, however many collections it looks up. The stages find the rows, `limit` bounds
 * them, and `each` adds to every row what only those that are left need. CloudBase cuts an answer to 20 rows where
 * no limit stands; whether one in the middle counts is not documented, so the limit is the last stage, too.
 */
export async function aggregate<T>(
  collection: CollectionName,
  stages: readonly Stage[],
  limit: number,
  each: readonly Stage[] = [],
): Promise<T[]> {
  if (limit > ROWS_AT_MOST) throw new Error(`an aggregate answers ${ROWS_AT_MOST} rows at most`);
  const bounded = each.length > 0 ? [{ limit }, ...each, { limit }] : [{ limit }];
  let pipeline: unknown = database.collection(collection).aggregate();
  for (const stage of [...stages, ...bounded]) {
    for (const [name, value] of Object.entries(stage)) {
      pipeline = (pipeline as Record<string, (value: unknown) => unknown>)[name]?.(value);
    }
  }
  const { list } = await patientlyRead(() => (pipeline as SdkAggregate).end());
  return list as T[];
}
