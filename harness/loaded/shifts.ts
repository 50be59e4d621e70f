import { appendLine, EMPTY, type Head } from '#domain/hours/ledger';
import { nightFor } from '#domain/hours/seals';
import { activityIdOf, areaDayOf, teamMonthIdOf } from '#domain/ids';
import { DAY, dayOf, type Instant } from '#domain/time';
import { lineOf } from '../../cloudfunctions/hours/views';
import type { Documents } from '../../cloudfunctions/documents';
import type { Home } from './homes';
import { like } from './likeness';
import { accountAt } from './people';
import type { Sample, Shift } from './sample';

/** What is posted, by whom and where. */
export interface Posting {
  /** Another for each: the id follows from it. */
  readonly nonce: string;
  readonly team: { readonly _id: string; readonly name: string; readonly leaderId: string };
  readonly home: Home;
  readonly start: Instant;
  /** Who signed up for it, by number. */
  readonly people: readonly number[];
  /** Of these the first so many have a sign-up that is kept. */
  readonly signedUp: number;
}

export type Made = { readonly [C in keyof Documents]?: Documents[C][] };

/** When something is posted and signed up for is before it, however far ahead it lies. */
const STAYING = new Set(['createdAt', 'changedAt', 'at']);
/** Not today: of a day there are only so many before somebody looks. */
const POSTED_BEFORE = 7 * DAY;

/** Activities like those of the sample, with ledgers that go on from line to line. */
export class Shifts {
  private readonly heads = new Map<number, Head>();
  private readonly inTeams = new Map<string, { times: number; minutes: number }>();
  private readonly months = new Map<
    string,
    Record<'minutes' | 'personTimes' | 'activities' | 'served', number>
  >();

  constructor(private readonly sample: Sample) {
    const { month } = sample.past;
    const { minutes = 0, personTimes = 0, activities = 0, served = 0 } = month.sums;
    this.months.set(month._id, { minutes, personTimes, activities, served });
  }

  /** Still ahead, with places that are held. */
  live(posting: Posting): Made {
    const { live } = this.sample;
    const { change, activity, slot } = this.announced(live, posting, STAYING);
    const createdAt = new Date(activity.createdAt.getTime() - POSTED_BEFORE);
    const signups = posting.people.map((i) => like(live.signup, this.of(change, live.signup.accountId, i)));
    return {
      activities: [{ ...activity, createdAt, liveAt: posting.home.stationId, spot: spotOf(posting.home) }],
      slots: [slot],
      signups,
    };
  }

  /** Over and done with: who signed up came, and has the hours. */
  past(posting: Posting): Made {
    const { past } = this.sample;
    const { change, activity, slot } = this.announced(past, posting);
    const of = (i: number) => this.of(change, past.signup.accountId, i);
    const kept = posting.people.slice(0, posting.signedUp);
    const hours = posting.people.map((i) => this.line(i, activity, like(past.line, of(i))));
    this.count(activity, hours);
    return {
      activities: [activity],
      slots: [slot],
      signups: kept.map((i) => like(past.signup, of(i))),
      attendances: kept.map((i) => like(past.attendance, of(i))),
      hours,
    };
  }

  /** What a nightly reading of these ledgers leaves, and what teams did by month. */
  kept(): { heads: Documents['heads'][]; tallies: Documents['tallies'][] } {
    const { head, past } = this.sample;
    return {
      heads: [...this.heads].map(([i, { seq, hash }]) => {
        const _id = accountAt(i);
        return { ...head, _id, seq, hash, night: nightFor(_id) };
      }),
      tallies: [...this.months].map(([_id, sums]) => ({ ...past.month, _id, sums: { ...sums } })),
    };
  }

  private announced(shift: Shift, posting: Posting, staying?: ReadonlySet<string>) {
    const { activity, slot } = shift;
    const { team, home, start, nonce, people, signedUp } = posting;
    const _id = activityIdOf(team.leaderId, nonce);
    const [posted = { nonce: '' }] = activity.receipts;
    const names = [
      [activity._id, _id],
      [posted.nonce, nonce],
      [activity.teamId, team._id],
      [activity.teamName, team.name],
      [activity.createdBy, team.leaderId],
      [activity.venue.name, home.name],
      [activity.day, dayOf(start)],
      [String(activity.start.getTime()), String(start)],
    ] as const;
    const change = { names, later: start - activity.start.getTime(), ...(staying ? { staying } : {}) };
    const { stationId, name, place } = home;
    const held = people.slice(0, signedUp);
    const hold = like(shift.hold, change);
    return {
      change,
      activity: {
        ...like(activity, change),
        areas: [...home.areas],
        areaDays: home.areas.map((area) => areaDayOf(area, dayOf(start))),
        venue: { ...activity.venue, stationId, name, place },
      },
      slot: {
        ...like({ ...slot, roster: {} }, change),
        taken: held.length,
        roster: Object.fromEntries(held.map((i) => [accountAt(i), hold])),
      },
    };
  }

  private of(change: ReturnType<Shifts['announced']>['change'], accountId: string, i: number) {
    return { ...change, names: [...change.names, [accountId, accountAt(i)] as const] };
  }

  /** The next of this person's ledger. */
  private line(
    i: number,
    { teamId, areas }: Documents['activities'],
    line: Documents['hours'],
  ): Documents['hours'] {
    const { seq: _seq, balance: _balance, previous: _previous, hash: _hash, ...content } = lineOf(line);
    const next = appendLine(this.heads.get(i) ?? EMPTY, content);
    this.heads.set(i, { seq: next.seq, balance: next.balance, hash: next.hash });
    const key = [teamId, i].join(' ');
    const before = this.inTeams.get(key) ?? { times: 0, minutes: 0 };
    const inTeam = { times: before.times + 1, minutes: before.minutes + line.minutes };
    this.inTeams.set(key, inTeam);
    const { seq, balance, previous, hash } = next;
    return { ...line, seq, balance, previous, hash, areas, inTeam };
  }

  private count({ teamId, day }: Documents['activities'], lines: readonly Documents['hours'][]): void {
    const key = teamMonthIdOf(teamId, day.slice(0, 7));
    const sums = this.months.get(key) ?? { minutes: 0, personTimes: 0, activities: 0, served: 0 };
    sums.activities += 1;
    sums.personTimes += lines.length;
    sums.minutes += lines.reduce((sum, { minutes }) => sum + minutes, 0);
    this.months.set(key, sums);
  }
}

const spotOf = ({ place }: Home) => ({
  type: 'Point' as const,
  coordinates: [place.longitude, place.latitude] as [number, number],
});
