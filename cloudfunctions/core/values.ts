/** First answers to recent writes, by the client's nonce: a replay gets the same (I6). */
export interface Receipt {
  nonce: string;
  data: unknown;
}

export interface GeoPoint {
  type: 'Point';
  coordinates: [longitude: number, latitude: number];
}
