import type { SweepName, Swept } from '#domain/contract/system';
import type { Settings } from '#domain/settings';
import { SECOND, type Instant } from '#domain/time';
import { elapsed } from '../core/clock';
import { log } from '../core/log';
import { Work, type Slices } from '../core/sweep';
import { useCase } from '../core/use-case';
import { agendaQuestion, dueNow, slicesDue, slicesOf } from './agenda';
import { takeTurns, type Run } from './turns';

/** No piece is begun after this long: a function lives a minute. */
const BEGUN_WITHIN = 40 * SECOND;
/** A piece that hangs is not waited for any longer. */
const OVER_WITHIN = 45 * SECOND;
/** Messages that came up meanwhile are still sent in the same minute. */
const SENT_WITHIN = 50 * SECOND;

/**
 * What the one timer calls, every minute: asks what is due, which at rest is all there is to do, and does it. What is
 * left when its time is up is due still, and the next tick goes on. Two ticks may run at once: each piece is taken by a
 * conditional update, or has an id that makes doing it twice the same as once.
 */
export const tick = useCase('jobs.tick', {
  ask: agendaQuestion,

  async run({ loaded, settings, now }) {
    const began = elapsed();
    const due = dueNow(loaded, settings, now);
    const sweeps = due.map(
      (name) => new Sweeping(name, settings, now, (work) => slicesDue(name, loaded, work)),
    );
    await orUntil(began + OVER_WITHIN, takeTurns(sweeps, began + BEGUN_WITHIN, elapsed));
    const others = sweeps.filter(({ name }) => name !== 'deliver');
    const last = others.length > 0 ? [sweepingOf('deliver', settings, now)] : [];
    await orUntil(began + SENT_WITHIN, takeTurns(last, began + SENT_WITHIN, elapsed));
    const swept = last.length > 0 ? [...others, ...last] : sweeps;
    return { swept: Object.fromEntries(swept.map((sweeping) => [sweeping.name, sweeping.report()])) };
  },
});

export const sweep = useCase('jobs.sweep', {
  ask: () => ({}),

  async run({ input, settings, now }) {
    const sweeping = sweepingOf(input.name, settings, now);
    await takeTurns([sweeping], elapsed() + BEGUN_WITHIN, elapsed);
    return sweeping.report();
  },
});

class Sweeping implements Run {
  readonly slices: Slices;
  over = false;
  private readonly work: Work;

  constructor(
    readonly name: SweepName,
    settings: Settings,
    now: Instant,
    slices: (work: Work) => Slices,
  ) {
    this.work = new Work(name, settings, now);
    this.slices = slices(this.work);
  }

  fail(error: unknown): void {
    this.work.fail(error);
  }

  report(): Swept {
    const { counts, failed } = this.work;
    if (!this.over) log('left for the next tick', { name: this.name });
    return { counts, failed, left: !this.over };
  }
}

const sweepingOf = (name: SweepName, settings: Settings, now: Instant): Sweeping =>
  new Sweeping(name, settings, now, (work) => slicesOf(name, work));

async function orUntil(until: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.max(0, until - elapsed()))));
  await Promise.race([work, end]);
  clearTimeout(timer);
}
