import * as v from 'valibot';
import { day, text } from '../fields';
import { personName } from '../names';
import { settingsSchema } from '../settings';
import { answers, nothing, writes } from './define';

/** Pieces of a job that failed: each is in the log, and tried again later. */
export interface Failed {
  readonly failed: number;
}

/** The system: timers and an operator's console. */
export const system = {
  'city.found': writes(
    'jobs',
    'system',
    v.strictObject({ settings: settingsSchema, officer: v.strictObject({ openid: text(64), name: personName }) }), // prettier-ignore
    answers<{ cityId: string }>(),
  ),
  'jobs.close': writes(
    'jobs',
    'system',
    nothing,
    answers<{ attendances: number; activities: number; filed: number } & Failed>(),
  ),
  'jobs.repair': writes(
    'jobs',
    'system',
    nothing,
    answers<{ slots: number; repaired: number; promoted: number; lapsed: number; told: number } & Failed>(),
  ),
  'jobs.remind': writes('jobs', 'system', nothing, answers<{ reminded: number } & Failed>()),
  'jobs.rollup': writes(
    'jobs',
    'system',
    v.strictObject({ day: v.optional(day) }),
    answers<{ documents: number } & Failed>(),
  ),
  'jobs.escalate': writes(
    'jobs',
    'system',
    nothing,
    answers<{ told: number; reminded: number; risen: number } & Failed>(),
  ),
  'jobs.audit-ledger': writes(
    'jobs',
    'system',
    nothing,
    answers<{ accounts: number; faults: number } & Failed>(),
  ),
  'jobs.deliver': writes('jobs', 'system', nothing, answers<{ sent: number; refused: number } & Failed>()),
  'jobs.purge': writes('jobs', 'system', nothing, answers<{ messages: number }>()),
} as const;
