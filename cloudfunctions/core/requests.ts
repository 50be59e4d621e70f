/**
 * What one request may write, before dates are sent in a longer form. Where the cloud's limit lies is not documented;
 * some have seen large inserts refused from half a megabyte on.
 */
const REQUEST_BYTES = 400_000;

/** In their order, in as many requests as their size takes; what is too large alone goes alone. */
export function requestsOf<T>(documents: readonly T[]): T[][] {
  const requests: T[][] = [];
  let room = 0;
  for (const document of documents) {
    const size = Buffer.byteLength(JSON.stringify(document));
    const last = requests[requests.length - 1];
    if (last && size <= room) last.push(document);
    else requests.push([document]);
    room = (last && size <= room ? room : REQUEST_BYTES) - size;
  }
  return requests;
}
