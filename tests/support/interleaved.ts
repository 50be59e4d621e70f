import type { Store } from '../../emulator/store/types';

type Method = (...args: never[]) => Promise<unknown>;
const METHODS = ['insert', 'find', 'update', 'remove', 'aggregate'] as const;

/**
 * Runs calls side by side and decides at each of their requests of the database whose goes next: it waits until every
 * call that still runs has one before it. `order` says which of them, over and over.
 */
export async function interleaved<T>(
  store: Store,
  calls: readonly (() => Promise<T>)[],
  order: readonly number[],
): Promise<T[]> {
  const waiting: (() => void)[] = [];
  let running = calls.length;
  let step = 0;
  const next = () => {
    if (waiting.length === 0 || waiting.length < running) return;
    const chosen = (order[step % order.length] ?? 0) % waiting.length;
    step += 1;
    waiting.splice(chosen, 1)[0]?.();
  };
  const held = store as unknown as Record<(typeof METHODS)[number], Method>;
  const before = METHODS.map((name) => [name, held[name]] as const);
  for (const [name, method] of before) {
    held[name] = async (...args) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        next();
      });
      return method.apply(store, args);
    };
  }
  try {
    return await Promise.all(
      calls.map(async (call) => {
        try {
          return await call();
        } finally {
          running -= 1;
          next();
        }
      }),
    );
  } finally {
    for (const [name, method] of before) held[name] = method;
  }
}
