import { aggregate } from './aggregate';
import { CollectionData, duplicateId } from './collection';
import { copy } from './copy';
import { answer } from './answer';
import { insertions, updates, type Outcome, type Computed } from './changes';
import { idsFrom, seedOf, toDocument } from './documents';
import type { Durable } from './durable';
import { project } from './projection';
import { search, searchThrough, type Search } from './search';
import { checkOrder } from './sort';
import { Transactions, type Change, type Transaction } from './transactions';
import {
  StoreError,
  type AggregateStage,
  type Document,
  type FindRequest,
  type Plan,
  type Store,
  type UpdateRequest,
  type Value,
} from './types';
import { compileUpdate } from './update';

type Fields = Record<string, Value>;
/** What an update does, and how it found what it does it to. */
type Changed = Computed & { plans: Plan[]; upserted?: Document; found: Document[] };

/** So much of what fills a collection goes to the disk together. */
const FILLED_AT_ONCE = 10_000;

/**
 * Every operation computes its changes without waiting, so nothing comes between its reading and its
 * writing; it is acknowledged when they are on disk.
 */
export class DocumentStore implements Store {
  private readonly transactions = new Transactions();
  private readonly newId: () => string;

  constructor(
    private readonly data: Map<string, CollectionData>,
    private readonly durable: Durable,
    private readonly random: () => number,
  ) {
    this.newId = idsFrom(random);
  }

  async createCollection(name: string): Promise<void> {
    if (this.data.has(name)) return;
    this.data.set(name, new CollectionData(name, []));
    await this.durable.createCollection(name);
  }

  collections(): string[] {
    return [...this.data.keys()];
  }

  insert(collection: string, documents: Fields[], transaction?: string): Promise<string[]> {
    return this.write(transaction, (open) => {
      const isThere = (id: string) => this.read(collection, id, open) !== null;
      return insertions(
        collection,
        documents.map((fields) => toDocument(fields, this.newId)),
        isThere,
      );
    });
  }

  async fill(collection: string, documents: Document[]): Promise<void> {
    const { rows } = this.collection(collection);
    const changes = this.collection(collection)
      .fill(documents)
      .map(({ id, document }): Change => ({ collection, id, before: null, after: document }));
    for (let i = 0; i < changes.length; i += FILLED_AT_ONCE)
      await this.durable.write(changes.slice(i, i + FILLED_AT_ONCE), ({ id }) => rows.get(id)?.sequence ?? 0);
  }

  find(
    collection: string,
    request: FindRequest,
    transaction?: string,
  ): Promise<{ documents: Document[]; plans: Plan[] }> {
    return answer(() => {
      const { query, offset, limit, projection } = request;
      const order =
        request.order && Object.keys(request.order).length > 0 ? checkOrder(request.order) : undefined;
      const found = this.search(
        collection,
        { query, offset, limit, ...(order && { order }) },
        this.use(transaction),
      );
      const documents = found.documents.map((document) => project(document, projection));
      return { documents, plans: found.plans };
    });
  }

  count(collection: string, query: Fields): Promise<{ total: number; plans: Plan[] }> {
    return answer(() => {
      const found = this.search(collection, { query });
      return { total: found.documents.length, plans: found.plans };
    });
  }

  update(
    collection: string,
    request: UpdateRequest,
    transaction?: string,
  ): Promise<{ updated: number; upsertedId: string | null; plans: Plan[] }> {
    return this.write(transaction, (open) => {
      const { plans, upserted, found, ...outcome } = this.changesOf(collection, request, open);
      // What replaces a document counts though it is the same.
      const updated = upserted ? 0 : (request.replace ? found : outcome.changes).length;
      return { ...outcome, result: { updated, upsertedId: upserted?._id ?? null, plans } };
    });
  }

  updateAndReturn(
    collection: string,
    request: UpdateRequest,
    transaction?: string,
  ): Promise<{ updated: number; document: Document | null; plans: Plan[] }> {
    return this.write(transaction, (open) => {
      const one = { ...request, multi: false };
      const { plans, upserted, found, ...outcome } = this.changesOf(collection, one, open);
      const { changes } = outcome;
      const document = changes[0]?.after ?? found[0] ?? null;
      return {
        ...outcome,
        result: { updated: upserted ? 0 : found.length, document: copy(document), plans },
      };
    });
  }

  remove(
    collection: string,
    request: { query: Fields; multi: boolean },
    transaction?: string,
  ): Promise<{ deleted: number; plans: Plan[] }> {
    return this.write(transaction, (open) => {
      const one = request.multi ? {} : { limit: 1 };
      const { documents, plans } = this.search(collection, { query: request.query, ...one }, open);
      const changes = documents.map((before): Change => ({
        collection,
        id: before._id,
        before,
        after: null,
      }));
      return { changes, result: { deleted: changes.length, plans } };
    });
  }

  aggregate(collection: string, stages: AggregateStage[]): Promise<{ documents: Value[]; plans: Plan[] }> {
    return answer(() => {
      const plans: Plan[] = [];
      const scope = { collection: (name: string) => this.collection(name), random: this.random, plans };
      const pipeline = stages.map(({ stageKey, stageValue }) => [stageKey, stageValue] as const);
      return { documents: copy(aggregate(scope, collection, pipeline)), plans };
    });
  }

  startTransaction(now: Date): Promise<string> {
    return answer(() => {
      const id = this.newId();
      this.transactions.start(id, now);
      return id;
    });
  }

  expireTransactions(now: Date): void {
    this.transactions.expire(now);
  }

  async commitTransaction(id: string): Promise<void> {
    const transaction = this.transactions.take(id);
    const changes = [...transaction.writes.entries()].map(([collection, document, after]): Change => ({
      collection,
      id: document,
      before: this.collection(collection).get(document),
      after,
    }));
    await this.commit(changes, true);
  }

  abortTransaction(id: string): Promise<void> {
    return answer(() => this.transactions.abort(id));
  }

  dump(collection: string, limit: number): Document[] {
    const out: Document[] = [];
    for (const row of this.collection(collection).rows.values()) {
      if (out.length >= limit) break;
      out.push(copy(row.document));
    }
    return out;
  }

  stats(): Record<string, number> {
    return Object.fromEntries([...this.data].map(([name, collection]) => [name, collection.rows.size]));
  }

  async close(): Promise<void> {
    this.transactions.endAll();
    await this.durable.close();
  }

  private collection(name: string): CollectionData {
    const collection = this.data.get(name);
    if (!collection) {
      throw new StoreError('DATABASE_COLLECTION_NOT_EXIST', `Db or Table not exist: ${name}`);
    }
    return collection;
  }

  private use(transaction: string | undefined): Transaction | undefined {
    return transaction === undefined ? undefined : this.transactions.use(transaction);
  }

  private read(collection: string, id: string, transaction?: Transaction): Document | null {
    const seen = transaction && this.transactions.overlay(transaction, collection).get(id);
    return seen === undefined ? this.collection(collection).get(id) : seen;
  }

  private search(
    name: string,
    request: Search,
    transaction?: Transaction,
  ): { documents: Document[]; plans: Plan[] } {
    const overlay = transaction && this.transactions.overlay(transaction, name);
    const collection = this.collection(name);
    return overlay && overlay.size > 0
      ? searchThrough(overlay, collection, request)
      : search(collection, request);
  }

  private changesOf(collection: string, request: UpdateRequest, transaction?: Transaction): Changed {
    const update = compileUpdate(request.update, request.replace);
    const one = request.multi ? {} : { limit: 1 };
    const { documents: found, plans } = this.search(
      collection,
      { query: request.query, ...one },
      transaction,
    );
    if (found.length === 0 && request.upsert) {
      const upserted = toDocument(update(seedOf(request, this.newId), true), this.newId);
      if (this.read(collection, upserted._id, transaction)) {
        throw duplicateId(collection, upserted);
      }
      const change: Change = { collection, id: upserted._id, before: null, after: upserted };
      return { changes: [change], plans, upserted, found };
    }
    return { ...updates(collection, found, update), plans, found };
  }

  private async write<T>(id: string | undefined, compute: (open?: Transaction) => Outcome<T>): Promise<T> {
    for (;;) {
      const transaction = this.use(id);
      const { changes, result, failure } = compute(transaction);
      if (transaction) {
        this.transactions.stage(transaction, changes, () => {
          if (failure) throw failure;
          this.checkUnique(transaction, changes);
        });
        return result;
      }
      const holder = this.transactions.holderOf(changes);
      if (!holder) {
        await this.commit(changes, false);
        if (failure) throw failure;
        return result;
      }
      await holder.over;
    }
  }

  /** A duplicate shows at the operation, not only at the commit. */
  private checkUnique(transaction: Transaction, changes: readonly Change[]): void {
    for (const { collection, after } of changes) {
      const own = transaction.writes.of(collection);
      if (after) this.collection(collection).check(after, (id) => id === after._id || own.has(id));
    }
  }

  /** All or nothing, or what came before that a unique index refuses. */
  private async commit(changes: readonly Change[], whole: boolean): Promise<void> {
    const done: Change[] = [];
    let failure: Error | undefined;
    try {
      for (const change of changes) {
        this.apply(change.collection, change.id, change.after);
        done.push(change);
      }
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      failure = error;
    }
    if (failure && whole) {
      for (const change of done.reverse()) this.apply(change.collection, change.id, change.before);
      throw failure;
    }
    if (done.length > 0) {
      this.transactions.remember(done);
      await this.durable.write(
        done,
        (change) => this.collection(change.collection).rows.get(change.id)?.sequence ?? 0,
      );
    }
    if (failure) throw failure;
  }

  private apply(collection: string, id: string, document: Document | null): void {
    const data = this.collection(collection);
    if (document) data.put(document);
    else data.delete(id);
  }
}
