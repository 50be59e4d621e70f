import { Refused } from '#domain/errors';

/**
 * What the cloud refuses because too much is asked at once is asked again, later each time. Only what is refused
 * before it is done: anything else that fails may have taken effect, and a write sent again would meet its own traces
 * and take them for somebody else's. Such a call fails as a whole, and the phone sends it again under its nonce (I6);
 * so it does when this patience ends, with BUSY.
 */

/** A base plan serves some 30 requests at once. */
const TOO_MANY_AT_ONCE = ['EXCEED_CONCURRENT_REQUEST_LIMIT', -501004];
/** It may have been done. */
const TIMED_OUT = ['SERVER_TIMEOUT', -501002];

/** In milliseconds. A function has ten seconds at least: half of them are for what it does. */
const FIRST_WAIT = 50;
const LONGEST_WAIT = 1000;
const PATIENCE = 5000;

/** An instance serves one call at a time, so what is counted here is counted for the call that runs. */
let waited = 0;
export function beginCall(): void {
  waited = 0;
}

/** A request that changes something. */
export const patiently = <T>(request: () => Promise<T>): Promise<T> => again(request, TOO_MANY_AT_ONCE);

/** A request that only reads may have been done already. */
export const patientlyRead = <T>(request: () => Promise<T>): Promise<T> =>
  again(request, [...TOO_MANY_AT_ONCE, ...TIMED_OUT]);

/** The SDK keeps the number of most failures, but of an aggregate's the word alone. */
function isOneOf(passing: readonly unknown[], error: unknown): boolean {
  const { code, errCode } = error as { code?: unknown; errCode?: unknown };
  return error instanceof Error && (passing.includes(code) || passing.includes(errCode));
}

async function again<T>(request: () => Promise<T>, passing: readonly unknown[]): Promise<T> {
  // What the SDK waited for is gone from the call's time as well.
  const begun = performance.now();
  for (let longest = FIRST_WAIT; ; longest = Math.min(2 * longest, LONGEST_WAIT)) {
    try {
      return await request();
    } catch (error) {
      // Different for each, so that those refused together do not come back together.
      const wait = longest * (0.5 + Math.random() / 2);
      const spent = Math.max(waited, performance.now() - begun) + wait;
      if (!isOneOf(passing, error)) throw error;
      if (spent > PATIENCE) throw new Refused('BUSY');
      waited += wait;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
