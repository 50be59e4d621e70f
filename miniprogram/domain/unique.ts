/**
 * A unique field that a document may have nothing in. An index takes a missing field for null, and only one document
 * may have that: WeChat's console makes no index that leaves such documents out. So the field is a list that begins
 * with a key of the document's own, which no other has, and goes on with what is held, if anything is: the index
 * compares the elements of different documents one by one.
 */
export type UniqueKey = string[];

/** Nothing is held. */
export const noKey = (id: string): UniqueKey => [`none:${id}`];

export const withKey = (id: string, held: string): UniqueKey => [...noKey(id), held];

/** What is held, if anything is. */
export const keyIn = (key: readonly string[]): string | null => key[1] ?? null;
