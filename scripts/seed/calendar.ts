import { DAY, HOUR, MINUTE, startOfDay, weekdayOf, type Instant } from '#domain/time';
import type { Chance } from './random';

/** A morning, afternoon or evening in which activities are held. */
export interface Session {
  readonly key: string;
  /** Counted from today: -1 is yesterday. */
  readonly day: number;
  readonly start: Instant;
  readonly end: Instant;
  /** Some come late or leave early. */
  readonly withLate: boolean;
  readonly withEarly: boolean;
}

const DAYS_BACK = 21;
const DAYS_AHEAD = 10;
const hours = { morning: [9, 11.5], afternoon: [14.5, 17], evening: [19, 20.5] } as const;
export type PartOfDay = keyof typeof hours;

/** The month around today. */
export class Calendar {
  readonly past: readonly Session[];
  readonly today: readonly Session[];
  readonly ahead: readonly Session[];

  constructor(
    readonly now: Instant,
    private readonly chance: Chance,
  ) {
    const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
    this.past = days(-DAYS_BACK, -1).flatMap((day) => this.sessionsOf(day));
    this.today = (['morning', 'afternoon', 'evening'] as const).map((part) => this.session(0, part));
    this.ahead = days(1, DAYS_AHEAD).map((day) => this.session(day, day % 2 === 0 ? 'morning' : 'afternoon'));
  }

  at(day: number, hour: number): Instant {
    return startOfDay(this.now) + day * DAY + hour * HOUR;
  }

  /** When leaders post and confirm and people look for something to do. */
  evening(day: number): Instant {
    return this.at(day, 20);
  }

  session(day: number, part: PartOfDay): Session {
    const [from, to] = hours[part];
    return {
      key: `${String(day)}-${part}`,
      day,
      start: this.at(day, from),
      end: this.at(day, to),
      withLate: this.chance.happens(0.4),
      withEarly: this.chance.happens(0.3),
    };
  }

  /** A round time near now. */
  around(minutes: number): Instant {
    const step = 10 * MINUTE;
    const instant = this.now + minutes * MINUTE;
    return minutes < 0 ? Math.floor(instant / step) * step : Math.ceil(instant / step) * step;
  }

  private sessionsOf(day: number): Session[] {
    const weekend = weekdayOf(this.at(day, 12)) >= 6;
    if (weekend) return [this.session(day, 'morning'), this.session(day, 'afternoon')];
    return [this.session(day, day % 2 === 0 ? 'morning' : 'afternoon')];
  }
}
