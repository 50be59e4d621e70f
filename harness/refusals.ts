import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contract, errorsOfEveryAction, isActionName, type ActionName } from '#domain/contract';
import type { ErrorCode } from '#domain/errors';

/** What the processes of a run have seen: a file each, of lines of action and code. */
const SEEN = resolve(__dirname, '../.local/refusals-seen');
const noted = new Set<string>();

const declares = (action: ActionName, code: ErrorCode): boolean =>
  errorsOfEveryAction.includes(code) || contract[action].errors.includes(code);

const lineOf = (action: ActionName, code: ErrorCode): string => `${action} ${code}`;

/** Whatever test meets a refusal, the contract declares it; and it is noted that it came. */
export function seeRefusal(action: unknown, code: ErrorCode): void {
  if (typeof action !== 'string' || !isActionName(action)) return;
  if (!declares(action, code)) throw new Error(`${action} does not declare ${code}`);
  const line = lineOf(action, code);
  if (noted.has(line)) return;
  noted.add(line);
  mkdirSync(SEEN, { recursive: true });
  appendFileSync(join(SEEN, String(process.pid)), `${line}\n`);
}

/** Before a run: what earlier ones have seen counts no more. */
export const forgetRefusals = (): void => {
  rmSync(SEEN, { recursive: true, force: true });
};

/** What the contract declares and this run has not seen, an action and a code a line. */
export function unseenRefusals(): string[] {
  const files = existsSync(SEEN) ? readdirSync(SEEN) : [];
  const seen = new Set(files.flatMap((name) => readFileSync(join(SEEN, name), 'utf8').split('\n')));
  const declared = (Object.keys(contract) as ActionName[]).flatMap((action) =>
    contract[action].errors.map((code) => lineOf(action, code)),
  );
  return declared.filter((line) => !seen.has(line));
}
