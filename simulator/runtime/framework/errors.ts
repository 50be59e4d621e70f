/** Errors are loud: a banner on the phone, the console, and a list that tests read. */

export interface RecordedError {
  message: string;
  where: string;
  stack: string;
}

declare global {
  interface Window {
    __simulatorErrors: RecordedError[];
  }
}

type Listener = (error: RecordedError) => void;

const listeners = new Set<Listener>();
const seen = new WeakSet<Error>();
window.__simulatorErrors = [];

export function onError(listener: Listener): void {
  listeners.add(listener);
}

/** The same error may come by on several ways; it counts once. */
export function record(error: unknown, where: string): void {
  if (error instanceof Error) {
    if (seen.has(error)) return;
    seen.add(error);
  }
  const recorded = describe(error, where);
  window.__simulatorErrors.push(recorded);
  console.error(`[${where}] ${recorded.message}`, error);
  for (const listener of listeners) listener(recorded);
}

function describe(error: unknown, where: string): RecordedError {
  if (error instanceof Error) return { message: error.message, where, stack: error.stack ?? '' };
  const failure = error as { errMsg?: unknown } | null;
  const message = typeof failure?.errMsg === 'string' ? failure.errMsg : text(error);
  return { message, where, stack: '' };
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? String(value);
}
