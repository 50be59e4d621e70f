import { Refused } from '#domain/errors';
import { HOUR, SECOND, type Instant } from '#domain/time';
import { logFailure } from './log';
import { beginCall } from './patience';

/** Longer than the largest piece takes: one that hangs is not waited for. */
const OVER_WITHIN = 30 * SECOND;

/**
 * What a sweep does piece by piece. One that fails or hangs is logged and counted, and holds up no other: it is put off,
 * so that a hundred of them do not stand before all others for ever.
 */
export class Pieces {
  failed = 0;

  constructor(private readonly name: string) {}

  /** True when it was done. What the database was too busy for is no fault of its own and stays where it is. */
  async done(piece: () => Promise<unknown>, putOff?: () => Promise<unknown>): Promise<boolean> {
    // A run has a thousand of them, each as patient as a call.
    beginCall();
    try {
      await within(OVER_WITHIN, piece());
      return true;
    } catch (error) {
      this.fail(error);
      if (!(error instanceof Refused && error.code === 'BUSY')) await this.tried(putOff);
      return false;
    }
  }

  /** What stands on each of these; of which it cannot be told, that one fails and is put off. */
  async those<T, R>(
    all: readonly T[],
    of: (each: T) => R,
    putOff: (each: T) => Promise<unknown>,
  ): Promise<{ readonly each: T; readonly found: R }[]> {
    const those: { each: T; found: R }[] = [];
    for (const each of all)
      await this.done(
        () => Promise.resolve(those.push({ each, found: of(each) })),
        () => putOff(each),
      );
    return those;
  }

  fail(error: unknown): void {
    this.failed += 1;
    logFailure(this.name, error);
  }

  /** What cannot even be put off does not end the run either. */
  private async tried(putOff: (() => Promise<unknown>) | undefined): Promise<void> {
    try {
      await putOff?.();
    } catch (error) {
      logFailure(this.name, error);
    }
  }
}

async function within<T>(limit: number, piece: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('a piece took too long')), limit);
  });
  try {
    return await Promise.race([piece, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** When what failed is tried again. */
export const later = (now: Instant): Date => new Date(now + HOUR);
