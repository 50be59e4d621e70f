import { distanceBetween, type Place } from '#domain/geo';
import type { ActivityInput } from '#domain/activities/schemas';
import type { StationRow } from '#domain/stations/import';
import type { Instant } from '#domain/time';
import type { Session } from './calendar';
import { notices, type Notice } from './notices';
import type { Person } from './people';
import type { Chance } from './random';
import { teams, type SeedTeam } from './teams';

/** What somebody who holds a place then does. */
export type Conduct = 'whole' | 'late' | 'early' | 'forgets' | 'absent';

export interface Taker {
  readonly openid: string;
  /** 0 signs up on the evening of the notice, 1 on the next. */
  readonly evening: 0 | 1;
  /** Gives the place back on the evening before. */
  readonly cancels: boolean;
  readonly conduct: Conduct;
}

export interface PlannedSlot {
  readonly kind: 'shift' | 'service';
  readonly name: string;
  readonly capacity: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly takers: readonly Taker[];
}

export interface PlannedActivity {
  /** Of the posting: the activity's id follows from it. */
  readonly nonce: string;
  readonly team: SeedTeam;
  readonly notice: Notice;
  readonly venue: ActivityInput['venue'];
  readonly place: Place;
  /** Day of the notice, counted from today. */
  readonly postDay: number;
  readonly slots: readonly PlannedSlot[];
  /** False leaves the hours waiting for the leader. */
  readonly confirmed: boolean;
  /** Why it is called off, if it is. */
  readonly calledOff: string | null;
}

const NEAR_CENTRE = 4000;
const CITY_COUNTY = '411202';

/** Plans what happens in the city's month, before anything of it does. */
export class Planner {
  private readonly busy = new Map<string, Set<string>>();
  /** Who has stayed away once: oftener, and the city would not let them sign up for a while. */
  private readonly absent = new Set<string>();
  private count = 0;

  constructor(
    private readonly chance: Chance,
    private readonly people: readonly Person[],
    private readonly rows: readonly StationRow[],
    private readonly centre: Place,
  ) {}

  /** Nobody can be in two places in one session. */
  occupy(session: Session, openids: readonly string[]): void {
    const set = this.busy.get(session.key) ?? new Set<string>();
    for (const openid of openids) set.add(openid);
    this.busy.set(session.key, set);
  }

  nextNonce(): string {
    this.count += 1;
    return `seed-activity-${String(this.count).padStart(4, '0')}`;
  }

  /** Ordinary activities in one session, each in another county. */
  session(session: Session, howMany: number): PlannedActivity[] {
    const chosen: SeedTeam[] = [];
    for (const team of this.chance.shuffled(teams)) {
      if (chosen.length >= howMany) break;
      if (!chosen.some((t) => t.county === team.county)) chosen.push(team);
    }
    return chosen.map((team) => this.activity(session, team));
  }

  activity(session: Session, team: SeedTeam, wanted?: Notice): PlannedActivity {
    const notice = wanted ?? this.chance.pick(notices.filter((n) => n.team === team.category));
    const station = this.stationIn(team.county);
    const slots = notice.slots.map((slot): PlannedSlot => {
      const { start, end } = session;
      const takers = this.takers(session, team.county, slot.kind, slot.capacity);
      return { ...slot, start, end, takers };
    });
    return {
      nonce: this.nextNonce(),
      team,
      notice,
      venue: { stationId: station.code },
      place: station.place,
      postDay: Math.min(session.day - this.chance.between(3, 5), -1 - this.chance.between(0, 2)),
      slots,
      confirmed: this.chance.happens(0.92),
      calledOff: null,
    };
  }

  private stationIn(county: string): StationRow {
    const within = this.rows.filter(
      (row) =>
        row.code.startsWith(county) &&
        (row.tier === 'institute' || row.tier === 'station') &&
        (county !== CITY_COUNTY || distanceBetween(row.place, this.centre) < NEAR_CENTRE),
    );
    return this.chance.pick(within);
  }

  private takers(session: Session, county: string, kind: 'shift' | 'service', capacity: number): Taker[] {
    const busy = this.busy.get(session.key);
    const free = this.people.filter(
      (p) => p.county === county && p.kind !== 'leader' && !busy?.has(p.openid),
    );
    const fitting =
      kind === 'shift' ? free.filter((p) => p.kind === 'volunteer') : [...free].sort(residentsFirst);
    const wanted = kind === 'shift' ? this.crowd(capacity) : this.chance.between(1, 4);
    const chosen = (kind === 'shift' ? this.chance.shuffled(fitting) : fitting).slice(0, wanted);
    this.occupy(
      session,
      chosen.map((p) => p.openid),
    );
    return chosen.map((p) => ({
      openid: p.openid,
      evening: this.chance.happens(0.6) ? 0 : 1,
      cancels: this.chance.happens(0.06),
      conduct: this.conduct(session, p.openid),
    }));
  }

  /** Some shifts have more takers than places; most have places left, and a city of them is quicker to build. */
  private crowd(capacity: number): number {
    if (this.chance.happens(0.15)) return capacity + this.chance.between(1, 2);
    return this.chance.between(Math.ceil(capacity * 0.25), Math.ceil(capacity * 0.6));
  }

  private conduct(session: Session, openid: string): Conduct {
    const roll = this.chance.next();
    if (roll < 0.1) {
      if (this.absent.has(openid)) return 'whole';
      this.absent.add(openid);
      return 'absent';
    }
    if (roll < 0.16) return 'forgets';
    if (roll < 0.28 && session.withLate) return 'late';
    if (roll < 0.38 && session.withEarly) return 'early';
    return 'whole';
  }
}

const residentsFirst = (a: Person, b: Person): number =>
  Number(b.kind === 'resident') - Number(a.kind === 'resident');

/** Who has a place in the end: the first to come, and for those who gave theirs back the first in line. */
export const holders = (slot: PlannedSlot): Taker[] => [
  ...firstToCome(slot).filter((t) => !t.cancels),
  ...movedUp(slot),
];

export function movedUp(slot: PlannedSlot): Taker[] {
  const gaveBack = firstToCome(slot).filter((t) => t.cancels).length;
  const line = inOrder(slot).slice(slot.capacity);
  return line.filter((t) => !t.cancels).slice(0, gaveBack);
}

const inOrder = (slot: PlannedSlot): Taker[] => [...slot.takers].sort((a, b) => a.evening - b.evening);
const firstToCome = (slot: PlannedSlot): Taker[] => inOrder(slot).slice(0, slot.capacity);
