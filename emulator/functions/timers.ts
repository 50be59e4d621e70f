import type { Clock, ClockMove } from '../clock';
import { HttpError } from '../http';
import { messageOf } from '../values';
import type { FunctionDirectory, Trigger } from './config';
import { nextFiring, parseCron } from './cron';
import type { Outcome } from './protocol';
import type { Runner } from './runner';

export interface Fired {
  function: string;
  trigger: string;
  ok: boolean;
}

/** Looked at this often; new builds and far timers are found in time without a timer of their own. */
const TICK_MS = 1000;

/** Fires the triggers of config.json by the emulator's clock. */
export class Timers {
  private tick: NodeJS.Timeout | undefined;
  private seen: Date;

  constructor(
    private readonly services: {
      directory: FunctionDirectory;
      runner: Runner;
      clock: Clock;
      log: (line: string) => void;
    },
  ) {
    this.seen = services.clock.now();
  }

  start(): void {
    this.seen = this.services.clock.now();
    this.tick = setInterval(() => {
      const from = this.seen;
      this.seen = this.services.clock.now();
      void this.fireDue({ from, to: this.seen });
    }, TICK_MS);
    this.tick.unref();
  }

  stop(): void {
    clearInterval(this.tick);
  }

  /** The clock was moved: what fell into the gap fires once, now, unless it is to be skipped. Moving back fires nothing. */
  async moved(move: ClockMove, skip: boolean): Promise<Fired[]> {
    const from = new Date(Math.min(this.seen.getTime(), move.from.getTime()));
    this.seen = move.to;
    return this.tick && !skip ? this.fireDue({ from, to: move.to }) : [];
  }

  async fire(name: string, triggerName: string): Promise<Outcome> {
    const trigger = this.services.directory.find(name)?.triggers.find((one) => one.name === triggerName);
    if (!trigger) throw new HttpError(404, `${name} has no trigger ${triggerName}`);
    return this.services.runner.call({
      name,
      source: 'wx_trigger',
      event: {
        Type: 'Timer',
        TriggerName: trigger.name,
        Time: this.services.clock.now().toISOString(),
        Message: '',
      },
    });
  }

  private async fireDue(move: ClockMove): Promise<Fired[]> {
    const due = this.services.directory
      .names()
      .flatMap((name) =>
        (this.services.directory.find(name)?.triggers ?? []).map((trigger) => ({ name, trigger })),
      )
      .filter(({ name, trigger }) => this.isDue(name, trigger, move));
    const fired: Fired[] = [];
    for (const { name, trigger } of due) {
      const { ok } = await this.fire(name, trigger.name);
      fired.push({ function: name, trigger: trigger.name, ok });
    }
    return fired;
  }

  private isDue(name: string, trigger: Trigger, { from, to }: ClockMove): boolean {
    try {
      const next = nextFiring(parseCron(trigger.cron), from);
      return next !== null && next <= to;
    } catch (error) {
      this.services.log(`${name}, trigger ${trigger.name}: ${messageOf(error)}`);
      return false;
    }
  }
}
