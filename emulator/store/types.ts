/**
 * The document store behind the gateway. Values are what BSON decodes to in JavaScript (Date, string,
 * number, boolean, null, arrays, plain objects); the gateway turns EJSON into them and back.
 */
export type Value = unknown;
export type Document = Record<string, Value> & { _id: string };

/** How a request found its rows: which index, and how many rows it read to answer. */
export interface Plan {
  readonly collection: string;
  /** Name of the index used; null means that the whole collection was scanned. */
  readonly index: string | null;
  readonly rowsRead: number;
}

export interface FindRequest {
  query: Record<string, Value>;
  order?: Record<string, 1 | -1>;
  offset?: number;
  limit?: number;
  projection?: Record<string, Value>;
}

export interface UpdateRequest {
  query: Record<string, Value>;
  /** MongoDB update operators ($set, $inc, $push …), or a whole document when replace is true. */
  update: Record<string, Value>;
  replace: boolean;
  multi: boolean;
  upsert: boolean;
}

export interface AggregateStage {
  stageKey: string;
  stageValue: Value;
}

export interface Store {
  createCollection(name: string): Promise<void>;
  collections(): string[];
  insert(collection: string, documents: Record<string, Value>[], transaction?: string): Promise<string[]>;
  /**
   * Takes over a great many documents at once, as an import does: several times as quick as inserting them. One that
   * cannot be there is refused, and the store is of no use then.
   */
  fill(collection: string, documents: Document[]): Promise<void>;
  find(
    collection: string,
    request: FindRequest,
    transaction?: string,
  ): Promise<{ documents: Document[]; plans: Plan[] }>;
  count(collection: string, query: Record<string, Value>): Promise<{ total: number; plans: Plan[] }>;
  update(
    collection: string,
    request: UpdateRequest,
    transaction?: string,
  ): Promise<{ updated: number; upsertedId: string | null; plans: Plan[] }>;
  updateAndReturn(
    collection: string,
    request: UpdateRequest,
    transaction?: string,
  ): Promise<{ updated: number; document: Document | null; plans: Plan[] }>;
  remove(
    collection: string,
    request: { query: Record<string, Value>; multi: boolean },
    transaction?: string,
  ): Promise<{ deleted: number; plans: Plan[] }>;
  aggregate(collection: string, stages: AggregateStage[]): Promise<{ documents: Value[]; plans: Plan[] }>;
  startTransaction(now: Date): Promise<string>;
  /** Ends the transactions that are older than 30 s; for when the clock has been moved. */
  expireTransactions(now: Date): void;
  commitTransaction(transaction: string): Promise<void>;
  abortTransaction(transaction: string): Promise<void>;
  /** The first documents of a collection, in order of insertion: for looking at, not for the functions. */
  dump(collection: string, limit: number): Document[];
  /** Number of documents by collection. */
  stats(): Record<string, number>;
  /** Everything that was acknowledged is on disk when this resolves. */
  close(): Promise<void>;
}

/** Codes as CloudBase answers them; the gateway puts them into its reply. */
export class StoreError extends Error {
  constructor(
    readonly code: 'DATABASE_COLLECTION_NOT_EXIST' | 'DATABASE_REQUEST_FAILED' | 'DATABASE_TRANSACTION_FAIL',
    message: string,
  ) {
    super(message);
  }
}
