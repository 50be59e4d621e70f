import type { Store } from '../../emulator/store/types';

type Method = (collection: string, ...rest: unknown[]) => Promise<unknown>;
const METHODS = ['insert', 'find', 'count', 'update', 'remove', 'aggregate'] as const;

/** What is not of the story: the emulator's own, and what is told beside a call. */
const isApart = (collection: string): boolean => collection.startsWith('emulator_') || collection === 'uses';

/** A call that waits before one of its requests of the database. */
export interface Held<T> {
  /** Lets it go on, to its end. */
  goOn(): Promise<T>;
}

/** Holds a call that runs alone before the request after so many; null when it is over before that. */
export async function heldAfter<T>(
  store: Store,
  passed: number,
  call: () => Promise<T>,
): Promise<Held<T> | null> {
  const methods = store as unknown as Record<(typeof METHODS)[number], Method>;
  const before = METHODS.map((name) => [name, methods[name]] as const);
  const asBefore = () => {
    for (const [name, method] of before) methods[name] = method;
  };
  let left = passed;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const stopped = new Promise<'held'>((resolve) => {
    for (const [name, method] of before) {
      methods[name] = async (collection, ...rest) => {
        if (!isApart(collection)) {
          left -= 1;
          if (left < 0) {
            // Whoever comes after it is not held.
            asBefore();
            resolve('held');
            await released;
          }
        }
        return method.call(store, collection, ...rest);
      };
    }
  });
  const running = call();
  const first = await Promise.race([stopped, running.then(() => 'over' as const)]);
  asBefore();
  if (first === 'over') return null;
  return {
    goOn: () => {
      release();
      return running;
    },
  };
}
