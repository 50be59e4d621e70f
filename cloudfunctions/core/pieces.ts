import type { ActionName } from '#domain/contract';
import { HOUR, type Instant } from '#domain/time';
import { logFailure } from './log';

/**
 * What a job does piece by piece. One that fails is logged and counted, and holds up no other: it is put off, so
 * that a hundred of them do not stand before all others for ever.
 */
export class Pieces {
  failed = 0;

  constructor(private readonly job: ActionName) {}

  /** How many things this piece did; none where it failed. */
  async count(piece: () => Promise<number>, putOff?: () => Promise<unknown>): Promise<number> {
    try {
      return await piece();
    } catch (error) {
      this.failed += 1;
      logFailure(this.job, error);
      await putOff?.();
      return 0;
    }
  }

  /** True when it was done. */
  async done(piece: () => Promise<unknown>, putOff?: () => Promise<unknown>): Promise<boolean> {
    return (await this.count(async () => piece().then(() => 1), putOff)) === 1;
  }
}

/** When what failed is tried again. */
export const later = (now: Instant): Date => new Date(now + HOUR);
