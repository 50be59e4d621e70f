import { randomUUID } from 'node:crypto';

/**
 * One JSON line an event. Actions, codes and ids of things only: no names, numbers, openids, inputs or
 * answers of people (I8).
 */
export function log(event: string, facts: Readonly<Record<string, string | number | boolean>> = {}): void {
  console.log(JSON.stringify({ event, ...facts }));
}

/** An unexpected failure gets an id that a person can read out and an operator can find. */
export function logFailure(action: string, error: unknown): string {
  const failureId = randomUUID().slice(0, 8);
  const stack =
    error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
  console.error(JSON.stringify({ event: 'failure', failureId, action, stack: stack.slice(0, 4000) }));
  return failureId;
}
