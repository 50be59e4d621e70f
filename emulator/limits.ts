import { calculateObjectSize } from 'bson';

const KB = 1024;
const MB = 1024 * KB;

/** What the cloud refuses for its size, in bytes, or its number. Where documents disagree, the smallest holds; the README says which. */
export const LIMITS = {
  /** A document, and all that one $lookup finds for one document. */
  document: 16 * MB,
  /** An answer of the database. */
  answer: 16 * MB,
  /** An entry of an index; MongoDB from 4.2 on takes more. */
  indexKey: KB,
  /** Of one collection: WeChat's older quota; CloudBase allows more. */
  indexes: 20,
  /** What one request writes. */
  write: MB,
  /** What a phone sends to a function, and what it is answered. */
  phone: MB,
  /** The same between functions, and from the console. */
  payload: 6 * MB,
  /** Names and values of a function's own variables. */
  environment: 4 * KB,
} as const;

/** As MongoDB counts; it takes long. */
const exactly = (document: object): number => calculateObjectSize(document, { ignoreUndefined: true });

/** Never less than that, and quickly known: nearly all documents are so small that no more need be known. */
function atMost(value: unknown): number {
  if (typeof value === 'string') return 8 + 3 * value.length;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 16;
  if (value instanceof Uint8Array) return 16 + value.length;
  let size = 16;
  if (Array.isArray(value)) for (const item of value) size += 12 + atMost(item);
  else for (const [name, field] of Object.entries(value)) size += 2 + 3 * name.length + atMost(field);
  return size;
}

/** The size of a document that is larger than that; null when it is not. */
export function above(limit: number, document: object): number | null {
  if (atMost(document) <= limit) return null;
  const size = exactly(document);
  return size > limit ? size : null;
}

/** Whether these together are larger than that. */
export function together(documents: readonly object[], limit: number): boolean {
  let size = 0;
  for (const document of documents) size += atMost(document);
  if (size <= limit) return false;
  size = 0;
  for (const document of documents) if ((size += exactly(document)) > limit) return true;
  return false;
}
