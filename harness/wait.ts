/** A machine that runs other tests too is slow; nothing waits that long when all is well. */
export const PATIENCE_MS = 40_000;
const LOOK_MS = 200;

/** Waits until what is asked for has come to be. */
export async function until(found: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await found())) {
    if (performance.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
