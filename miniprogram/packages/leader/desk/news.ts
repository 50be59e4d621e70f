import { deskAfter } from '../../../domain/attendance/page';
import type { DeskView } from '../../../domain/attendance/views';
import { call, type Result } from '../../../services/cloud';
import { cloudNow } from '../../../services/clock';

const REFRESH_MS = 5000;
/** Where nothing has come in for a while. */
const SELDOM_MS = 15_000;
const QUIET_ANSWERS = 12;
/** Somebody may have changed their name or number meanwhile. */
const WHOLE_FOR_MS = 10 * 60_000;

/** How a desk hears what is new: only that, where the rest is known. */
export class DeskNews {
  /** Until then only what is new is asked for. */
  private wholeUntil = 0;
  /** Answers in a row that brought nothing. */
  private quiet = 0;

  /** All of it is asked for the next time. */
  forget(): void {
    this.wholeUntil = 0;
    this.quiet = 0;
  }

  /** Milliseconds until the desk asks again. */
  pause(): number {
    return this.quiet < QUIET_ANSWERS ? REFRESH_MS : SELDOM_MS;
  }

  /** The desk as it is now; all of it at first, where it is another desk than it was, and once in a while. */
  async ask(slotId: string, known: DeskView | null): Promise<Result<DeskView>> {
    if (known && cloudNow() < this.wholeUntil) {
      const changes = await call('desk.changes', { slotId, since: known.mark });
      if (!changes.ok) return changes;
      const { people, gone } = changes.data;
      this.quiet = people.length + gone.length === 0 ? this.quiet + 1 : 0;
      const after = deskAfter(known, changes.data);
      if (after) return { ok: true, data: after };
    }
    const whole = await call('desk.view', { slotId });
    if (whole.ok) this.wholeUntil = cloudNow() + WHOLE_FOR_MS;
    return whole;
  }
}
