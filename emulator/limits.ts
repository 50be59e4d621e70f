import { calculateObjectSize } from 'bson';

const KB = 1024;
const MB = 1024 * KB;

/** What the cloud refuses for its size, in bytes. Where documents disagree, the smallest holds; the README says which. */
export const LIMITS = {
  /** A document, and all that one $lookup finds for one document. */
  document: 16 * MB,
  /** An answer of the database. */
  answer: 16 * MB,
  /** An entry of an index; MongoDB from 4.2 on takes more. */
  indexKey: KB,
  /** What one request writes. */
  write: MB,
  /** What a phone sends to a function, and what it is answered. */
  phone: MB,
  /** The same between functions, and from the console. */
  payload: 6 * MB,
  /** Names and values of a function's own variables. */
  environment: 4 * KB,
} as const;

/** As MongoDB counts. */
export const sizeOf = (document: object): number => calculateObjectSize(document, { ignoreUndefined: true });

/** So many are measured to know whether all must be. */
const SAMPLE = 64;

/** Whether these together are larger than that. Many are first judged by some, since measuring all takes long. */
export function together(documents: readonly object[], most: number): boolean {
  const step = Math.ceil(documents.length / SAMPLE);
  let sampled = 0;
  for (let i = 0; i < documents.length; i += step) sampled += sizeOf(documents[i] ?? {});
  if (step <= 1 || sampled * step < most / 2) return sampled > most;
  let total = 0;
  for (const document of documents) {
    total += sizeOf(document);
    if (total > most) return true;
  }
  return false;
}
