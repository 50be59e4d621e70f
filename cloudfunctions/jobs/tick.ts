import type { SweepName, Swept } from '#domain/contract/system';
import { defined } from '#domain/defined';
import type { Settings } from '#domain/settings';
import { SECOND, type Instant } from '#domain/time';
import { elapsed } from '../core/clock';
import { one } from '../core/loading';
import { Work, type Slices } from '../core/sweep';
import { useCase } from '../core/use-case';
import { agendaQuestion, dueNow, lateness, slicesDue, slicesOf, standing } from './agenda';
import { BEHIND, behindOf, keepBehind, logSwept, type Behind } from './behind';
import { takeTurns, type Run } from './turns';

/** No piece is begun after this long. A function lives a minute, and the next tick comes after one: little lies idle. */
const BEGUN_WITHIN = 55 * SECOND;
/** A piece that hangs is not waited for any longer. */
const OVER_WITHIN = 56 * SECOND;
/** Messages that came up meanwhile are still sent in the same minute. */
const SENT_WITHIN = 57 * SECOND;

/**
 * What the one timer calls, every minute: asks what is due, which at rest is all there is to do, and does it. What is
 * left when its time is up is due still, and the next tick goes on. Two ticks may run at once: each piece is taken by a
 * conditional update, or has an id that makes doing it twice the same as once.
 */
export const tick = useCase('jobs.tick', {
  ask: () => ({ ...agendaQuestion(), kept: one('agenda', BEHIND) }),

  async run({ loaded, settings, now }) {
    const began = elapsed();
    const due = dueNow(loaded, settings, now);
    const sweeps = due.map((name) => {
      const late = lateness(name, loaded, settings, now);
      return new Sweeping(name, settings, now, (work) => slicesDue(name, loaded, work), late);
    });
    await orUntil(began + OVER_WITHIN, takeTurns(sweeps, began + BEGUN_WITHIN, elapsed));
    const others = sweeps.filter(({ name }) => name !== 'deliver');
    const last = others.length > 0 ? [sweepingOf('deliver', settings, now)] : [];
    await orUntil(began + SENT_WITHIN, takeTurns(last, began + SENT_WITHIN, elapsed));
    const swept = last.length > 0 ? [...others, ...last] : sweeps;
    const behind = await behindAfter(swept, settings, now);
    await keepBehind(loaded.kept, behind, now);
    return {
      swept: Object.fromEntries(swept.map((each) => [each.name, each.report(behind)])),
    };
  },
});

export const sweep = useCase('jobs.sweep', {
  ask: () => ({}),

  async run({ input, settings, now }) {
    const sweeping = sweepingOf(input.name, settings, now);
    await takeTurns([sweeping], elapsed() + BEGUN_WITHIN, elapsed);
    return sweeping.report(await behindAfter([sweeping], settings, now));
  },
});

class Sweeping implements Run {
  readonly slices: Slices;
  over = false;
  private readonly work: Work;

  /** @param late for how long the first of it had been due, in milliseconds */
  constructor(
    readonly name: SweepName,
    settings: Settings,
    now: Instant,
    slices: (work: Work) => Slices,
    private readonly late = 0,
  ) {
    this.work = new Work(name, settings, now);
    this.slices = slices(this.work);
  }

  /** What is whole leaves nothing behind, and need not be asked. */
  get isWhole(): boolean {
    return this.over && this.work.failed === 0;
  }

  fail(error: unknown): void {
    this.work.fail(error);
  }

  report(behinds: ReadonlyMap<SweepName, Behind>): Swept {
    const { counts, failed } = this.work;
    const behind = this.isWhole ? undefined : behinds.get(this.name);
    const swept = { counts, failed, left: !this.over, ...defined({ behind }) };
    logSwept(this.name, swept, this.late);
    return swept;
  }
}

const behindAfter = (sweepings: readonly Sweeping[], settings: Settings, now: Instant) =>
  behindOf(
    sweepings.filter(({ isWhole }) => !isWhole).flatMap(({ name }) => standing(name, settings, now) ?? []),
  );

const sweepingOf = (name: SweepName, settings: Settings, now: Instant): Sweeping =>
  new Sweeping(name, settings, now, (work) => slicesOf(name, work));

async function orUntil(until: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.max(0, until - elapsed()))));
  await Promise.race([work, end]);
  clearTimeout(timer);
}
