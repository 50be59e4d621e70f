import { sweepNames, type SweepName } from '#domain/contract/system';
import type { Settings } from '#domain/settings';
import { MINUTE, type Instant } from '#domain/time';
import { accountSweeps } from '../accounts/jobs';
import { activitySweeps } from '../activities/jobs';
import { attendanceSweeps } from '../attendance/jobs';
import { callupSweeps } from '../callups/jobs';
import { cityRoutines, citySweeps } from '../city/jobs';
import { ms } from '../core/clock';
import { insert, update } from '../core/database';
import { one, type LookUp } from '../core/loading';
import type { Progress, Routine, Slices, Sweep, Work } from '../core/sweep';
import { hoursRoutines, hoursSweeps } from '../hours/jobs';
import { messageSweeps } from '../messages/jobs';
import { photoSweeps } from '../photos/jobs';
import { requestsSweeps } from '../requests/jobs';
import { signupSweeps } from '../signups/jobs';
import { teamSweeps } from '../teams/jobs';
import type { Due } from './behind';

/**
 * All that the system does by itself, and how it knows that something is due. A sweep's work stands in an index of
 * moments: whoever writes such a moment has put it on the agenda, in the same write, and nothing can be forgotten. A
 * routine follows the calendar and has an entry of its own, made when it is first looked for.
 */
const sweeps = {
  ...attendanceSweeps,
  ...activitySweeps,
  ...signupSweeps,
  ...teamSweeps,
  ...accountSweeps,
  ...hoursSweeps,
  ...requestsSweeps,
  ...photoSweeps,
  ...callupSweeps,
  ...messageSweeps,
  ...citySweeps,
} as const satisfies Partial<Record<SweepName, Sweep>>;

const routines = {
  ...cityRoutines,
  ...hoursRoutines,
} as const satisfies Partial<Record<SweepName, Routine>>;

type RoutineName = keyof typeof routines;
const isRoutine = (name: SweepName): name is RoutineName => name in routines;

/** Of a sweep the first moment in its index, of a routine its entry. */
interface Entry {
  readonly at: Date;
  readonly reached?: string;
}
type Agenda = Readonly<Record<SweepName, Entry | undefined>>;

/** Everything at once, in the one question that asks for the settings. */
export const agendaQuestion = () =>
  Object.fromEntries(sweepNames.map((name) => [name, lookUpFor(name)])) as Record<
    SweepName,
    LookUp<Entry | undefined>
  >;

function lookUpFor(name: SweepName): LookUp<Entry | undefined> {
  return isRoutine(name) ? one('agenda', name) : sweeps[name].on;
}

/** What is due, longest due first. */
export function dueNow(agenda: Agenda, settings: Settings, now: Instant): SweepName[] {
  const due = sweepNames.map((name) => ({ name, at: dueAt(name, agenda[name], settings) }));
  return due
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

/** How long what is due of it has waited, in milliseconds; nothing of a routine that was never done. */
export function lateness(name: SweepName, agenda: Agenda, settings: Settings, now: Instant): number {
  return agenda[name] ? now - dueAt(name, agenda[name], settings) : 0;
}

/** Where the work of this sweep stands that is due by now; a routine has none that could be counted. */
export function standing(name: SweepName, settings: Settings, now: Instant): Due | null {
  if (isRoutine(name)) return null;
  const { on, after }: Sweep = sweeps[name];
  return { name, on, until: now - (after?.(settings) ?? 0) };
}

function dueAt(name: SweepName, entry: Entry | undefined, settings: Settings): Instant {
  if (isRoutine(name)) return entry ? ms(entry.at) : 0;
  const sweep: Sweep = sweeps[name];
  return entry ? ms(entry.at) + (sweep.after?.(settings) ?? 0) : Infinity;
}

/** All of one kind that is due, as the timer does it: of two ticks at once one does a routine. */
export const slicesDue = (name: SweepName, agenda: Agenda, work: Work): Slices =>
  isRoutine(name) ? claimed(name, agenda[name], work) : sweeps[name].slices(work);

/** The same by hand: a routine from its beginning, whenever it was done last. */
export const slicesOf = (name: SweepName, work: Work): Slices =>
  isRoutine(name)
    ? routines[name].slices(work, { due: 0, reached: '', reach: () => Promise.resolve() })
    : sweeps[name].slices(work);

/** Longer than a function lives: whose run died or ran out of time is taken up again after it. */
const CLAIMED_FOR = 5 * MINUTE;

async function* claimed(name: RoutineName, entry: Entry | undefined, work: Work): Slices {
  const { now } = work;
  const reached = entry?.reached ?? '';
  const held = new Date(now + CLAIMED_FOR);
  if (!(await claim(name, entry, reached, held))) return;
  const mine = { _id: name, at: held };
  const progress: Progress = {
    due: entry ? ms(entry.at) : 0,
    reached,
    reach: async (point) => void (await update('agenda', mine, { reached: point })),
  };
  yield* routines[name].slices(work, progress);
  await update('agenda', mine, { at: new Date(routines[name].next(now)), reached: '' });
}

async function claim(
  _id: RoutineName,
  entry: Entry | undefined,
  reached: string,
  until: Date,
): Promise<boolean> {
  if (!entry) return (await insert('agenda', { _id, at: until, reached })) === 'INSERTED';
  return (await update('agenda', { _id, at: entry.at }, { at: until })) === 1;
}
