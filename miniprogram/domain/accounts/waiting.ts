/** What waits for somebody is counted as far as this: whoever has more to do begins all the same. */
export const COUNTED_AT_MOST = 100;

/** '7', and '99+' for all that is not counted to its end. */
export const countWords = (count: number): string =>
  count < COUNTED_AT_MOST ? String(count) : `${COUNTED_AT_MOST - 1}+`;
