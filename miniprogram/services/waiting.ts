/** What it answers in time; else something instead, while it goes on. */
export async function orAfter<T, U>(promise: Promise<T>, ms: number, instead: U): Promise<T | U> {
  let timer = 0;
  const late = new Promise<U>((resolve) => {
    timer = setTimeout(() => resolve(instead), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
