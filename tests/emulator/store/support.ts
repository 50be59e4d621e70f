import type { Index } from '../../../emulator/config';
import {
  openStore,
  StoreError,
  type Document,
  type Plan,
  type Store,
  type Value,
} from '../../../emulator/store';

type Fields = Record<string, Value>;

/** A store in memory with one collection, "c", and short ways to speak with it. */
export async function collection(documents: Fields[] = [], indexes: Index[] = []): Promise<Shortcuts> {
  const store = await openStore({ directory: 'memory', schema: [{ name: 'c', indexes }] });
  if (documents.length > 0) await store.insert('c', documents);
  return new Shortcuts(store);
}

export class Shortcuts {
  constructor(readonly store: Store) {}

  async ids(query: Fields): Promise<string[]> {
    const { documents } = await this.store.find('c', { query });
    return documents.map((document) => document._id);
  }

  async plan(
    query: Fields,
    rest: { order?: Record<string, 1 | -1>; limit?: number } = {},
  ): Promise<Plan | undefined> {
    return (await this.store.find('c', { query, ...rest })).plans[0];
  }

  async get(id: string, transaction?: string): Promise<Document | undefined> {
    return (await this.store.find('c', { query: { _id: id } }, transaction)).documents[0];
  }

  async update(
    query: Fields,
    update: Fields,
    rest: { upsert?: boolean; replace?: boolean } = {},
    transaction?: string,
  ): Promise<number> {
    const request = { query, update, replace: false, multi: true, upsert: false, ...rest };
    return (await this.store.update('c', request, transaction)).updated;
  }

  /** The one document of the collection after an update. */
  async after(update: Fields): Promise<Fields> {
    await this.update({}, update);
    const [{ _id: _, ...fields } = {} as Document] = (await this.store.find('c', { query: {} })).documents;
    return fields;
  }

  async aggregate(...stages: Fields[]): Promise<Value[]> {
    return (await this.run(...stages)).documents;
  }

  run(...stages: Fields[]): Promise<{ documents: Value[]; plans: Plan[] }> {
    const pipeline = stages.flatMap((stage) => Object.entries(stage));
    return this.store.aggregate(
      'c',
      pipeline.map(([stageKey, stageValue]) => ({ stageKey, stageValue })),
    );
  }
}

/** Code and message of a refusal, which tell transactions that clash from those that are over. */
export async function refusalOf(failing: Promise<unknown>): Promise<string> {
  try {
    await failing;
  } catch (error) {
    if (error instanceof StoreError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'no error';
}
export const CONFLICT = 'DATABASE_TRANSACTION_FAIL [ResourceUnavailable.TransactionConflict]';
export const OVER = 'DATABASE_TRANSACTION_FAIL [ResourceUnavailable.TransactionNotExist]';

export async function codeOf(failing: Promise<unknown>): Promise<string> {
  try {
    await failing;
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return 'no error';
}
