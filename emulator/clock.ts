import { HttpError } from './http';
import type { Fields } from './values';

export interface ClockMove {
  readonly from: Date;
  readonly to: Date;
}

/** Time as functions, timers and server dates see it: real time plus an offset, so that it runs on. */
export class Clock {
  private offset: number;

  /** @param skewMs how far the clock of this process is from the machine's, in milliseconds. */
  constructor(
    offsetMs = 0,
    private readonly skewMs = 0,
  ) {
    this.offset = offsetMs;
  }

  /** What a process that has the machine's own clock adds to it, to show the same time. */
  get offsetFromMachineMs(): number {
    return this.offset + this.skewMs;
  }

  get offsetMs(): number {
    return this.offset;
  }

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** @param order `{now: ISO}`, `{advance: seconds}` or `{real: true}`; refuses all else with 400. */
  move(order: Fields): ClockMove {
    const from = this.now();
    this.offset = this.offsetFor(order);
    return { from, to: this.now() };
  }

  private offsetFor(order: Fields): number {
    if (order['real'] === true) return 0;
    const { advance, now } = order;
    if (typeof advance === 'number' && Number.isFinite(advance))
      return this.offset + Math.round(advance * 1000);
    const instant = typeof now === 'string' ? Date.parse(now) : NaN;
    if (Number.isNaN(instant))
      throw new HttpError(400, 'expected {"now":ISO}, {"advance":seconds} or {"real":true}');
    return instant - Date.now();
  }
}
