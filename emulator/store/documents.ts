import { copy, freeze, isFields } from './copy';
import { StoreError, type Document, type UpdateRequest, type Value } from './types';
import { fieldsOfQuery } from './update';

/** Ids as CloudBase makes them: 32 hexadecimal digits. */
export const idsFrom = (random: () => number) => (): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');

/** lmdb's keys are short; CloudBase's own ids are far below. */
const LONGEST_ID = 512;

/** A document as the store keeps it: its own copy, frozen, with an id. */
export function toDocument(fields: Record<string, Value>, newId: () => string): Document {
  const { _id: id = newId(), ...rest } = copy(fields);
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > LONGEST_ID) {
    throw new StoreError('DATABASE_REQUEST_FAILED', `_id must be a string of 1 to ${LONGEST_ID} bytes`);
  }
  return freeze({ _id: id, ...rest });
}

/** What an upsert starts from. The id may be in the query or in what it sets. */
export function seedOf({ query, update, replace }: UpdateRequest, newId: () => string): Document {
  const fields = fieldsOfQuery(query);
  const onInsert = isFields(update['$setOnInsert']) ? update['$setOnInsert'] : {};
  const set = isFields(update['$set']) ? update['$set'] : {};
  const id = fields['_id'] ?? (replace ? update['_id'] : (set['_id'] ?? onInsert['_id'])) ?? newId();
  return toDocument({ ...(replace ? {} : fields), _id: id }, newId);
}
