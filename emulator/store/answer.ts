/** A synchronous answer as a promise, its failure as a rejection. */
// eslint-disable-next-line @typescript-eslint/require-await -- async only to turn a throw into a rejection
export async function answer<T>(compute: () => T): Promise<T> {
  return compute();
}
