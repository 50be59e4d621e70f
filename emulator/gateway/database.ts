import type { Clock } from '../clock';
import { LIMITS } from '../limits';
import type { Invocation, Metrics } from '../metrics';
import type { AggregateStage, Plan, Store, UpdateRequest } from '../store/types';
import { integerOf, isFields, textOf, type Fields } from '../values';
import { decode, decodeFields, encode } from './ejson';
import { GatewayError } from '../errors';
import type { Action } from '../action';

/** What the documents or the update of a request come to, as they are sent. */
function checkWrite(data: unknown): void {
  const parts = Array.isArray(data) ? data : [data];
  const size = parts.reduce<number>((sum, part) => sum + Buffer.byteLength(String(part)), 0);
  if (size <= LIMITS.write) return;
  throw new GatewayError(
    'EXCEED_REQUEST_SIZE_LIMIT',
    `a write of ${String(size)} bytes, ${String(LIMITS.write)} allowed`,
  );
}

function listOf(documents: readonly unknown[]): string[] {
  const list = documents.map(encode);
  const size = list.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (size <= LIMITS.answer) return list;
  throw new GatewayError(
    'DATABASE_REQUEST_FAILED',
    `an answer of ${String(size)} bytes, ${String(LIMITS.answer)} allowed`,
  );
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const DEFAULT_ROWS = 20;
const MAX_ROWS = 10_000;

interface Services {
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: (line: string) => void;
}

function collectionOf(request: Fields): string {
  const name = textOf(request, 'collectionName');
  if (!name) throw new GatewayError('INVALID_PARAM', 'collectionName is missing');
  return name;
}

function queryOf(request: Fields, now: Date): Fields {
  return request['query'] === undefined ? {} : decodeFields(request['query'], 'query', now);
}

function orderOf(request: Fields, now: Date): Record<string, 1 | -1> | undefined {
  if (request['order'] === undefined) return undefined;
  const order = decodeFields(request['order'], 'query', now);
  return Object.fromEntries(Object.entries(order).map(([path, way]) => [path, way === -1 ? -1 : 1]));
}

function limitOf(request: Fields): number {
  return Math.min(integerOf(request, 'limit') || DEFAULT_LIMIT, MAX_LIMIT);
}

/**
 * What an aggregate answers: 20 rows unless a limit says otherwise. Whether one that is not the last stage counts is
 * not documented; here it does not.
 */
function rowsOf(stages: readonly AggregateStage[]): number {
  const last = stages[stages.length - 1];
  return last?.stageKey === '$limit' ? MAX_ROWS : DEFAULT_ROWS;
}

function stagesOf(request: Fields, now: Date): AggregateStage[] {
  const stages = request['stages'];
  if (!Array.isArray(stages)) throw new GatewayError('INVALID_PARAM', 'stages are missing');
  return stages.map((stage: unknown) => {
    const stageKey = isFields(stage) ? textOf(stage, 'stageKey') : undefined;
    if (!isFields(stage) || !stageKey) throw new GatewayError('INVALID_PARAM', 'a stage has no key');
    return { stageKey, stageValue: decode(stage['stageValue'], 'query', now) };
  });
}

/** The database actions of the SDK's protocol, answered from the store. */
export function databaseActions(services: Services): Record<string, Action> {
  const { store, clock, metrics } = services;

  const note = (
    operation: string,
    query: unknown,
    plans: readonly Plan[],
    caller: Invocation | undefined,
  ) => {
    metrics.plans(operation, query, plans, caller);
  };

  /** where().update() never carries the transaction it was written in: it is done, but outside. */
  const warnOfStray = (request: Fields, operation: string, caller: Invocation | undefined) => {
    if (!caller || caller.transactions.size === 0) return;
    if (request['queryType'] !== 'WHERE' || request['transactionId'] !== undefined) return;
    const collection = collectionOf(request);
    metrics.strayWrite(collection, operation, caller.action);
    services.log(
      `WARNING ${caller.action}: where().${operation}() on ${collection} inside a transaction runs outside it`,
    );
  };

  const updateOf = (request: Fields, now: Date): UpdateRequest => {
    checkWrite(request['data']);
    return {
      query: queryOf(request, now),
      update: decodeFields(request['data'], 'data', now),
      replace: request['merge'] === false,
      multi: request['multi'] === true,
      upsert: request['upsert'] === true,
    };
  };

  return {
    'database.addCollection': async (request) => {
      const name = collectionOf(request);
      if (store.collections().includes(name)) {
        throw new GatewayError('ResourceUnavailable.ResourceExist', 'Table exist');
      }
      await store.createCollection(name);
      return {};
    },

    'database.insertDocument': async (request) => {
      checkWrite(request['data']);
      const now = clock.now();
      const data = Array.isArray(request['data']) ? request['data'] : [request['data']];
      const documents = data.map((text: unknown) => decodeFields(text, 'data', now));
      const insertedIds = await store.insert(
        collectionOf(request),
        documents,
        textOf(request, 'transactionId'),
      );
      return { data: { insertedIds } };
    },

    'database.getDocument': async (request, caller) => {
      const now = clock.now();
      const query = queryOf(request, now);
      const order = orderOf(request, now);
      const offset = integerOf(request, 'offset');
      const projection =
        request['projection'] === undefined ? undefined : decodeFields(request['projection'], 'query', now);
      const { documents, plans } = await store.find(
        collectionOf(request),
        {
          query,
          limit: limitOf(request),
          ...(order && { order }),
          ...(offset && { offset }),
          ...(projection && { projection }),
        },
        textOf(request, 'transactionId'),
      );
      note('get', order ? { where: query, orderBy: order } : query, plans, caller);
      return { data: { list: listOf(documents) } };
    },

    'database.calculateDocument': async (request, caller) => {
      const query = queryOf(request, clock.now());
      const { total, plans } = await store.count(collectionOf(request), query);
      note('count', query, plans, caller);
      return { data: { total } };
    },

    'database.modifyDocument': async (request, caller) => {
      warnOfStray(request, 'update', caller);
      const change = updateOf(request, clock.now());
      const transaction = textOf(request, 'transactionId');
      const { updated, upsertedId, plans } = await store.update(collectionOf(request), change, transaction);
      note('update', change.query, plans, caller);
      return { data: { updated, upsert_id: upsertedId } };
    },

    'database.modifyAndReturnDoc': async (request, caller) => {
      const change = { ...updateOf(request, clock.now()), replace: false, multi: false };
      const transaction = textOf(request, 'transactionId');
      const { updated, document, plans } = await store.updateAndReturn(
        collectionOf(request),
        change,
        transaction,
      );
      note('updateAndReturn', change.query, plans, caller);
      return { data: { updated, doc: document && encode(document) } };
    },

    'database.removeDocument': async (request, caller) => {
      warnOfStray(request, 'remove', caller);
      const query = queryOf(request, clock.now());
      const { deleted, plans } = await store.remove(
        collectionOf(request),
        { query, multi: request['multi'] === true },
        textOf(request, 'transactionId'),
      );
      note('remove', query, plans, caller);
      return { data: { deleted } };
    },

    'database.aggregateDocuments': async (request, caller) => {
      const stages = stagesOf(request, clock.now());
      const { documents, plans } = await store.aggregate(collectionOf(request), stages);
      const shape = stages.map(({ stageKey, stageValue }) => ({ [stageKey]: stageValue }));
      note('aggregate', shape, plans, caller);
      return { data: { list: documents.slice(0, rowsOf(stages)).map(encode) } };
    },

    'database.startTransaction': async (_request, caller) => {
      const transactionId = await store.startTransaction(clock.now());
      caller?.transactions.add(transactionId);
      return { transactionId };
    },

    'database.commitTransaction': async (request, caller) => {
      const transaction = textOf(request, 'transactionId') ?? '';
      caller?.transactions.delete(transaction);
      await store.commitTransaction(transaction);
      return {};
    },

    'database.abortTransaction': async (request, caller) => {
      const transaction = textOf(request, 'transactionId') ?? '';
      caller?.transactions.delete(transaction);
      await store.abortTransaction(transaction);
      return {};
    },
  };
}
