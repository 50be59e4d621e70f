import { ledgerFault } from '#domain/hours/ledger';
import {
  accountIdOf,
  activityIdOf,
  membershipIdOf,
  signupIdOf,
  slotIdOf,
  teamIdOf,
  visitIdOf,
} from '#domain/ids';
import { lineOf } from '../../cloudfunctions/hours/views';
import type { Documents } from '../../cloudfunctions/documents';
import { LoadedCity } from '../../harness/loaded';
import { costsOfADay, grown, type Costs } from '../../harness/loaded/day';
import { times, tiny } from '../../harness/loaded/sizes';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';
import { broken } from '../support/invariants';

/** The fifth of March: a city of any size, as the code would have written it, and what a day in it costs. */
describe('a city that was loaded', () => {
  let world: World;
  let city: LoadedCity;
  let small: Costs;
  let lived: ReadonlyMap<string, ReadonlySet<string>>;

  beforeAll(async () => {
    world = await startWorld();
    city = await LoadedCity.start(world);
    lived = new Map(world.emulator.store.collections().map((name) => [name, formsIn(name)]));
    await city.grow(tiny);
  });
  afterAll(() => world.close());

  const all = <C extends keyof Documents>(collection: C): Documents[C][] =>
    world.emulator.store.dump(collection, Infinity) as unknown as Documents[C][];

  /** Maps whose keys are ids or days: what stands in them is looked at by itself. */
  const MAPS = new Set(['roster', 'days', 'off']);

  /** The fields of a document with their types, whatever stands in them, and those of what its maps hold. */
  function formsOf(document: object): string[] {
    const inMaps: string[] = [];
    const formOf = (value: unknown): unknown => {
      if (value instanceof Date) return 'date';
      if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(formOf(each))))].sort();
      if (typeof value !== 'object' || value === null) return typeof value;
      return Object.fromEntries(
        Object.entries(value)
          .sort(([x], [y]) => (x < y ? -1 : 1))
          .map(([name, each]) => [name, MAPS.has(name) ? mapIn(name, each as object) : formOf(each)]),
      );
    };
    const mapIn = (name: string, map: object): string => {
      for (const each of Object.values(map)) inMaps.push(JSON.stringify([name, formOf(each)]));
      return 'map';
    };
    return [JSON.stringify(formOf(document)), ...inMaps];
  }
  const formsIn = (collection: string): ReadonlySet<string> =>
    new Set(world.emulator.store.dump(collection, Infinity).flatMap(formsOf));

  it('has documents of exactly the fields and types that the code writes', () => {
    const others = [...lived].flatMap(([collection, known]) =>
      [...formsIn(collection)].filter((form) => !known.has(form)).map((form) => `${collection}: ${form}`),
    );
    expect(others).toEqual([]);
  });

  it('has the ids that the code gives', () => {
    const wrong = [
      ...all('accounts').filter(({ _id, openid }) => _id !== accountIdOf(openid)),
      ...all('memberships').filter(({ _id, teamId, accountId }) => _id !== membershipIdOf(teamId, accountId)),
      ...all('activities').filter((a) => a._id !== activityIdOf(a.createdBy, a.receipts[0]?.nonce ?? '')),
      ...all('slots').filter(({ _id, activityId }) => _id !== slotIdOf(activityId, 1)),
      ...all('signups').filter(({ _id, slotId, accountId }) => _id !== signupIdOf(slotId, accountId)),
      ...all('attendances').filter(({ _id, slotId, accountId }) => _id !== signupIdOf(slotId, accountId)),
      ...all('attendances').filter((a) => a.visit !== visitIdOf(a.activityId, a.accountId)),
      ...all('hours').filter(({ _id, slotId, accountId }) => _id !== signupIdOf(slotId, accountId)),
    ];
    expect(wrong).toEqual([]);
    const officer = accountIdOf('officer');
    const teams = Array.from({ length: tiny.teams }, (_each, i) => teamIdOf(officer, `loaded-team-${i}`));
    const ids = new Set(all('teams').map(({ _id }) => _id));
    expect(teams.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has ledgers that are whole, and nothing that the jobs would mend', async () => {
    const lines = all('hours');
    expect(lines.length).toBeGreaterThanOrEqual(tiny.lines);
    const accounts = [...new Set(lines.map(({ accountId }) => accountId))];
    const faults = accounts.map((id) => ledgerFault(lines.filter((l) => l.accountId === id).map(lineOf)));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
    expect(broken(world.emulator.store, city.sample.now)).toEqual([]);
    const swept = await world.jobs.tick();
    const failed = Object.values(swept).reduce((sum, { failed }) => sum + failed, 0);
    expect({ failed, repaired: swept.repair?.counts['repaired'] ?? 0 }).toEqual({ failed: 0, repaired: 0 });
    expect((await world.jobs.auditLedger()).faults).toBe(0);
  });

  it('costs no call more when there is four times as much of everything', async () => {
    small = await costsOfADay(world, city, 1);
    await city.grow(times(tiny, 4));
    expect(grown(small, await costsOfADay(world, city, 1))).toEqual([]);
  });
});
