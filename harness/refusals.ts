import { contract, errorsOfEveryAction, isActionName, type ActionName } from '#domain/contract';
import type { ErrorCode } from '#domain/errors';

export const declares = (action: ActionName, code: ErrorCode): boolean =>
  errorsOfEveryAction.includes(code) || contract[action].errors.includes(code);

/** Whatever test meets a refusal, the contract declares it. */
export function seeRefusal(action: unknown, code: ErrorCode): void {
  if (typeof action !== 'string' || !isActionName(action)) return;
  if (!declares(action, code)) throw new Error(`${action} does not declare ${code}`);
}
