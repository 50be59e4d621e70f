import { SECOND } from '#domain/time';
import type { Slices } from '../core/sweep';

/** A sweep that is under way. */
export interface Run {
  readonly slices: Slices;
  /** It ends here, and others go on. */
  readonly fail: (error: unknown) => void;
  over: boolean;
}

/** So many are at work at once: few enough to leave the database to people, enough that one slow piece holds up one. */
const LANES = 4;
/** After this long the next one in line has its turn. */
const TURN = 2 * SECOND;

/**
 * Lets sweeps work in turns until all are over or the time is: however much one of them has to do, each of the others
 * gets as much of the time.
 *
 * @param until by `elapsed`, in milliseconds; what is in hand then is finished, no more is begun.
 */
export async function takeTurns(runs: readonly Run[], until: number, elapsed: () => number): Promise<void> {
  const queue = [...runs];
  const lane = async (): Promise<void> => {
    while (elapsed() < until) {
      const run = queue.shift();
      if (!run) return;
      await turn(run, Math.min(until, elapsed() + TURN), elapsed);
      if (!run.over) queue.push(run);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function turn(run: Run, until: number, elapsed: () => number): Promise<void> {
  try {
    while (!run.over && elapsed() < until) run.over = (await run.slices.next()).done === true;
  } catch (error) {
    run.fail(error);
    run.over = true;
  }
}
