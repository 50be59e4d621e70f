/** What scripts of the app have beside JavaScript and `wx`. */

type Done = (module: unknown) => void;
type Failed = (failure: { errMsg: string; mod: string }) => void;

/** A module of another package, later: here all packages are loaded with the app. */
export function requireLate(load: () => unknown, done?: Done, failed?: Failed): Promise<unknown> {
  const loading = Promise.resolve().then(load);
  void loading.then(
    (module) => done?.(module),
    (error: unknown) => failed?.({ errMsg: error instanceof Error ? error.message : String(error), mod: '' }),
  );
  return failed ? loading.catch(() => undefined) : loading;
}

/** esbuild names the function around each module after its file, so the stack tells in which one it went wrong. */
export function fileOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return /at (?:\S+\.)?((?:\.{1,2}\/)*[\w-]+(?:\/[\w@.-]+)*\.[jt]s) \(/.exec(stack)?.[1];
}
