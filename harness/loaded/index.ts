import { accountIdOf, teamIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE, startOfDay } from '#domain/time';
import { inChunks } from '../../cloudfunctions/core/chunks';
import type { Documents } from '../../cloudfunctions/documents';
import { DEVELOPMENT_KEYS } from '../../scripts/development-keys';
import type { Document } from '../../emulator/store/types';
import type { World } from '../world';
import { homeAt, stationRows, type Home } from './homes';
import { accountAt, People } from './people';
import { liveSample, type Sample } from './sample';
import { Shifts, type Made, type Posting } from './shifts';
import { empty, type CitySize } from './sizes';

/** Stations of one call, and documents that are replaced at once. */
const ROWS = 400;
const AT_ONCE = 2_000;
const BREATH_MS = 500;
/** Of ten activities so many are over. */
const OVER = 7;
/** What is over lies within so many days, what is ahead within the next. */
const DAYS_BACK = 300;
const DAYS_AHEAD = 50;

/**
 * A city of any size: one of each is lived through by the code itself, and is then there many times over, under ids that
 * the project's own functions give, with ledgers that are whole. It goes into the store as a write of the database does,
 * so that its indexes are those of any other. Stations are imported.
 */
export class LoadedCity {
  private size: CitySize = empty;
  private readonly people: People;
  private readonly shifts: Shifts;
  private readonly members = new Map<string, number>();
  private past = 0;
  private next = 0;

  static async start(world: World): Promise<LoadedCity> {
    Object.assign(process.env, DEVELOPMENT_KEYS);
    return new LoadedCity(world, await liveSample(world));
  }

  private constructor(
    private readonly world: World,
    readonly sample: Sample,
  ) {
    this.people = new People(sample);
    this.shifts = new Shifts(sample);
    this.members.set(sample.team._id, sample.members.sums.members ?? 0);
  }

  /** Adds what this size has more than there is. */
  async grow(to: CitySize): Promise<void> {
    const from = this.size;
    this.size = to;
    for (let i = from.stations; i < to.stations; i += ROWS) {
      const rows = stationRows(i, Math.min(i + ROWS, to.stations));
      const { faults } = await this.world.did('officer', 'stations.import', { rows });
      if (faults.length > 0) throw new Error(JSON.stringify(faults));
    }
    await this.write(this.teamsAndPeople(from, to));
    await this.write(this.activities(from, to));
    const { heads, tallies } = this.shifts.kept();
    const members = [...this.members].map(([teamId, many]) => this.people.members(teamId, many));
    await this.replace('heads', heads);
    await this.replace('tallies', [...tallies, ...members]);
    // While it worked, connections that lay idle have come to their end: they are closed before the next call takes one.
    await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
  }

  private *teamsAndPeople(from: CitySize, to: CitySize): Generator<Made> {
    for (let i = from.teams; i < to.teams; i += 1) {
      const { _id, name } = this.teamAt(i);
      const memberships = [this.people.leader(i, _id)];
      yield { teams: [this.people.team(_id, i, name, this.homeOf(i))], memberships };
      this.joins(_id);
    }
    for (let i = from.people; i < to.people; i += 1) {
      // One in ten is in the one team that is looked at, nobody twice in the one that they lead.
      const { _id } = i % 10 === 0 ? this.sample.team : this.teamAt((i + 1) % to.teams);
      const memberships = [this.people.member(i, _id)];
      yield { accounts: [this.people.account(i)], identities: [this.people.identity(i)], memberships };
      this.joins(_id);
    }
  }

  private *activities(from: CitySize, to: CitySize): Generator<Made> {
    const count = to.activities - from.activities;
    const part = (all: number, share: number) => all / Math.max(1, count * share);
    const over = OVER / 10;
    const lines = part(to.lines - from.lines, over);
    const signups = part(to.signups - from.signups, 1);
    for (let i = from.activities; i < to.activities; i += 1) {
      const at = i - from.activities;
      if (i % 10 < OVER) {
        const many = Math.floor((this.past + 1) * lines) - Math.floor(this.past * lines);
        const signedUp = Math.min(many, Math.ceil(signups));
        yield this.shifts.past(this.posting(i, this.pastStart(at / count), many, signedUp));
        this.past += 1;
      } else {
        const many = Math.floor((at + 1) * signups) - Math.floor(at * signups);
        yield this.shifts.live(this.posting(i, this.liveStart(i), many, many));
      }
    }
  }

  private posting(i: number, start: number, many: number, signedUp: number): Posting {
    const { team } = this.sample;
    const own = this.teamAt(i % this.size.teams);
    const nonce = `loaded-activity-${i}`;
    const people = Array.from({ length: many }, () => (this.next = (this.next + 1) % this.size.people));
    // One in ten is of the one team that is looked at, one in four at the one station.
    const looked = { stationId: 's1', name: team.stationName, place: team.place, areas: team.areas };
    const home = i % 4 === 1 ? looked : this.homeOf(i);
    return { nonce, team: i % 10 === 0 || i % 10 === 9 ? team : own, home, start, people, signedUp };
  }

  /** Later ones later, so that ledgers go on in order. */
  private pastStart(share: number): number {
    const { start } = this.sample.past.activity;
    return start.getTime() - Math.ceil(DAYS_BACK * (1 - share)) * DAY;
  }

  /** Half of what is ahead is tomorrow. */
  private liveStart(i: number): number {
    const day = i % 2 === 0 ? 1 : 2 + (i % DAYS_AHEAD);
    return startOfDay(this.sample.now) + day * DAY + 9 * HOUR + (i % 60) * MINUTE;
  }

  private homeOf(i: number): Home {
    return homeAt(i % this.size.stations);
  }

  private teamAt(i: number): { _id: string; name: string; leaderId: string } {
    const _id = teamIdOf(accountIdOf('officer'), `loaded-team-${i}`);
    return { _id, name: `第${i}志愿服务队`, leaderId: accountAt(i) };
  }

  private joins(teamId: string): void {
    this.members.set(teamId, (this.members.get(teamId) ?? 0) + 1);
  }

  private async write(made: Iterable<Made>): Promise<void> {
    const all = new Map<string, Document[]>();
    for (const some of made)
      for (const [collection, documents] of Object.entries(some)) {
        const those = all.get(collection) ?? [];
        all.set(collection, those);
        for (const each of documents) those.push(each as unknown as Document);
      }
    for (const [collection, documents] of all) await this.world.emulator.store.fill(collection, documents);
  }

  private async replace<C extends keyof Documents>(collection: C, documents: readonly Documents[C][]) {
    for (const some of inChunks(documents, AT_ONCE)) {
      await this.world.remove(collection, { _id: { $in: some.map(({ _id }) => _id) } });
    }
    await this.world.emulator.store.fill(collection, documents as unknown as Document[]);
  }
}
