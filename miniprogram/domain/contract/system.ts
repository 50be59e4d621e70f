import * as v from 'valibot';
import { day, text } from '../fields';
import { personName } from '../names';
import { settingsSchema } from '../settings-schema';
import type { Instant } from '../time';
import { answers, nothing, writes } from './define';

/** What the system does by itself, each when something is due: see cloudfunctions/jobs/agenda.ts. */
export const sweepNames = [
  'closeStays',
  'endSlots',
  'endActivities',
  'fileActivities',
  'countActivities',
  'lapse',
  'repair',
  'tellSignedUp',
  'remind',
  'partTeams',
  'tellParted',
  'settleLeaders',
  'countMembers',
  'partAccounts',
  'settleIdentities',
  'tellHours',
  'countHours',
  'tellCases',
  'remindOfHours',
  'raiseCases',
  'tellRequests',
  'tendRequests',
  'tendPhotos',
  'tendUploads',
  'gatherCalls',
  'tellCalls',
  'placeCalled',
  'deliver',
  'purge',
  'forgetUses',
  'rollup',
  'auditLedger',
  'sealRecords',
] as const;
export type SweepName = (typeof sweepNames)[number];

/** What one run of a sweep did. */
export interface Swept {
  /** How many, by what was done to them. */
  readonly counts: Readonly<Record<string, number>>;
  /** Pieces that failed: each is in the log, and tried again later. */
  readonly failed: number;
  /** Its time was up before all was done: the next run goes on. */
  readonly left: boolean;
  /** Where something failed or is left: how many things are due, 10,000 at most, and since when the first of them is. */
  readonly behind?: { readonly due: number; readonly since: Instant };
}

/** The system: its timer and an operator's console. */
export const system = {
  'city.found': writes(
    'jobs',
    'system',
    v.strictObject({
      settings: settingsSchema,
      officer: v.strictObject({ openid: text(64), name: personName }),
    }),
    answers<{ cityId: string }>(),
  ),
  /** A day's figures made anew from what they count. */
  'city.rollup': writes('jobs', 'system', v.strictObject({ day }), answers<{ documents: number }>()),
  /** Does whatever is due; the timer calls it every minute. */
  'jobs.tick': writes(
    'jobs',
    'system',
    nothing,
    answers<{ swept: Readonly<Partial<Record<SweepName, Swept>>> }>(),
  ),
  /** Does what is due of one kind. */
  'jobs.sweep': writes('jobs', 'system', v.strictObject({ name: v.picklist(sweepNames) }), answers<Swept>()),
} as const;
