/** First answers to recent writes, by the client's nonce: a replay gets the same (I6). */
export interface Receipt {
  nonce: string;
  data: unknown;
}

export interface GeoPoint {
  type: 'Point';
  coordinates: [longitude: number, latitude: number];
}

/** The same without fields that hold nothing: what is written to the database says nothing of them. */
export const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
