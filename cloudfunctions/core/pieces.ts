import { HOUR, type Instant } from '#domain/time';
import { logFailure } from './log';

/**
 * What a sweep does piece by piece. One that fails is logged and counted, and holds up no other: it is put off, so
 * that a hundred of them do not stand before all others for ever.
 */
export class Pieces {
  failed = 0;

  constructor(private readonly name: string) {}

  /** True when it was done. */
  async done(piece: () => Promise<unknown>, putOff?: () => Promise<unknown>): Promise<boolean> {
    try {
      await piece();
      return true;
    } catch (error) {
      this.fail(error);
      await putOff?.();
      return false;
    }
  }

  fail(error: unknown): void {
    this.failed += 1;
    logFailure(this.name, error);
  }
}

/** When what failed is tried again. */
export const later = (now: Instant): Date => new Date(now + HOUR);
