import { StoreError, type Document } from './types';

/** What an operation does to one document; null before or after: it is not there. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly before: Document | null;
  readonly after: Document | null;
}

/** Versions of documents by collection and id; null stands for a document that is not there. */
export class Versions {
  private readonly byCollection = new Map<string, Map<string, Document | null>>();

  of(collection: string): ReadonlyMap<string, Document | null> {
    return this.byCollection.get(collection) ?? new Map<string, never>();
  }

  has(change: Change): boolean {
    return this.of(change.collection).has(change.id);
  }

  set(collection: string, id: string, document: Document | null): void {
    let versions = this.byCollection.get(collection);
    if (!versions) this.byCollection.set(collection, (versions = new Map<string, Document | null>()));
    versions.set(id, document);
  }

  *entries(): Generator<[collection: string, id: string, document: Document | null]> {
    for (const [collection, versions] of this.byCollection) {
      for (const [id, document] of versions) yield [collection, id, document];
    }
  }
}

export interface Transaction {
  readonly id: string;
  readonly started: number;
  /** True from the first operation on: what others change afterwards is kept as it was, for reads. */
  begun: boolean;
  /** How documents were at the snapshot that others have changed since. */
  readonly snapshot: Versions;
  /** Own writes, not visible to others before the commit. */
  readonly writes: Versions;
  /** Resolves when it is over; a write from outside to one of its documents waits for that. */
  readonly over: Promise<void>;
  end(): void;
}

/** MongoDB's limit on the life of a transaction. */
const LIFETIME = 30_000;

const missing = (id: string): StoreError =>
  new StoreError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction ${id} does not exist on the server, it may have ended`,
  );

const conflict = (change: Change): StoreError =>
  new StoreError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict: document ${change.id} of ${change.collection} was written by another operation`,
  );

/** Open transactions: who sees what, and who holds which document. */
export class Transactions {
  private readonly open = new Map<string, Transaction>();
  private readonly holders = new Map<string, Transaction>();
  /** Ended by the store itself; the SDK still aborts them, which must not fail. */
  private readonly ended = new Set<string>();

  start(id: string, now: Date): void {
    this.expire(now);
    let release = (): void => undefined;
    const over = new Promise<void>((resolve) => (release = resolve));
    const timer = setTimeout(() => this.drop(id), LIFETIME);
    timer.unref();
    const end = (): void => {
      clearTimeout(timer);
      release();
    };
    const [snapshot, writes] = [new Versions(), new Versions()];
    this.open.set(id, { id, started: now.getTime(), begun: false, snapshot, writes, over, end });
  }

  /** The limit also passes with the clock of whoever runs the store, which may run ahead of the real one. */
  expire(now: Date): void {
    for (const transaction of this.open.values()) {
      if (now.getTime() - transaction.started > LIFETIME) this.drop(transaction.id);
    }
  }

  /** The transaction for one of its operations. */
  use(id: string): Transaction {
    const transaction = this.open.get(id);
    if (!transaction) throw missing(id);
    transaction.begun = true;
    return transaction;
  }

  /** How the transaction sees documents that are not as the collection has them. */
  overlay(transaction: Transaction, collection: string): Map<string, Document | null> {
    return new Map([...transaction.snapshot.of(collection), ...transaction.writes.of(collection)]);
  }

  /** The transaction that a write from outside has to wait for. */
  holderOf(changes: readonly Change[]): Transaction | undefined {
    for (const change of changes) {
      const holder = this.holders.get(keyOf(change));
      if (holder) return holder;
    }
    return undefined;
  }

  /** Keeps writes for the commit. What is refused ends the transaction, as it does in MongoDB. */
  stage(transaction: Transaction, changes: readonly Change[], check: () => void): void {
    try {
      const clash = changes.find((change) => this.clashes(transaction, change));
      if (clash) throw conflict(clash);
      check();
    } catch (error) {
      this.drop(transaction.id);
      throw error;
    }
    for (const change of changes) {
      this.holders.set(keyOf(change), transaction);
      transaction.writes.set(change.collection, change.id, change.after);
    }
  }

  private clashes(transaction: Transaction, change: Change): boolean {
    const holder = this.holders.get(keyOf(change));
    return transaction.snapshot.has(change) || (holder !== undefined && holder !== transaction);
  }

  /** Tells open transactions what is about to change, so that they go on seeing how it was. */
  remember(changes: readonly Change[]): void {
    for (const transaction of this.open.values()) {
      if (!transaction.begun) continue;
      for (const change of changes) {
        if (!transaction.snapshot.has(change)) {
          transaction.snapshot.set(change.collection, change.id, change.before);
        }
      }
    }
  }

  /** Ends it and hands over its writes, to be committed as one. */
  take(id: string): Transaction {
    const transaction = this.open.get(id);
    if (!transaction) throw missing(id);
    this.close(transaction);
    return transaction;
  }

  abort(id: string): void {
    if (!this.ended.delete(id)) this.close(this.open.get(id) ?? fail(id));
  }

  endAll(): void {
    for (const transaction of this.open.values()) this.close(transaction);
  }

  private drop(id: string): void {
    const transaction = this.open.get(id);
    if (!transaction) return;
    this.close(transaction);
    this.ended.add(id);
  }

  private close(transaction: Transaction): void {
    this.open.delete(transaction.id);
    for (const [collection, document] of transaction.writes.entries()) {
      this.holders.delete(keyOf({ collection, id: document }));
    }
    transaction.end();
  }
}

function fail(id: string): never {
  throw missing(id);
}

const keyOf = ({ collection, id }: { collection: string; id: string }): string => `${collection}\u0000${id}`;
