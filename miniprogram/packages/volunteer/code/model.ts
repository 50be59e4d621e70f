import { makePersonalCode, STEP, stepOf } from '../../../domain/attendance/code';
import type { MyCode } from '../../../domain/attendance/views';
import type { Instant } from '../../../domain/time';

export interface CodeModel {
  readonly name: string;
  /** 志愿者编号；没有登记的为空 */
  readonly number: string;
}

export const codeModel = ({ name, number }: MyCode): CodeModel => ({ name: name || '还没有留称呼', number });

export interface Drawn {
  readonly code: string;
  /** Whole seconds until the next one, and how much of this one's time is left, 0 to 100. */
  readonly seconds: number;
  readonly percent: number;
}

export function drawn({ key, accountId }: MyCode, now: Instant): Drawn {
  const left = (stepOf(now) + 1) * STEP - now;
  return {
    code: makePersonalCode(key, accountId, now),
    seconds: Math.ceil(left / 1000),
    percent: Math.round((left / STEP) * 100),
  };
}
