import type { ActionName, Input, Output } from '#domain/contract';
import { mixOf } from '#domain/activities/rules';
import { servingKeys } from '#domain/activities/serving';
import { spreadAround } from '#domain/geo';
import { areaDayOf, orderOf } from '#domain/ids';
import { nameGrams } from '#domain/stations/rules';
import { HOUR, MINUTE } from '#domain/time';
import { noKey } from '#domain/unique';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

/** The fifth of March: no list costs more because there is more of what it does not show. */
describe('lists of a small and of a large city', () => {
  const SMALL = 1_300;
  const LARGE = 4_000;
  const place = { longitude: 111.21, latitude: 34.78 };
  const day = '2026-03-05';
  const nine = Date.parse(`${day}T09:00:00+08:00`);
  let world: World;
  let known = 0;
  let models: Record<'stations' | 'teams' | 'activities' | 'slots', object>;

  beforeAll(async () => {
    world = await startWorld();
    const { activityId, slotId } = await world.post([{ start: nine, end: nine + HOUR }]);
    const first = async (collection: string, _id: string) =>
      (await world.documents(collection, { _id }))[0] ?? {};
    models = {
      stations: await first('stations', 's1'),
      teams: await first('teams', world.leaderTeam),
      activities: await first('activities', activityId),
      slots: await first('slots', slotId),
    };
  });
  afterAll(() => world.close());

  const point = ({ longitude, latitude }: typeof place) => ({
    type: 'Point',
    coordinates: [longitude, latitude],
  });
  const isRare = (i: number): boolean => i % 50 === 0;

  /** So many of each, as the actions write them; every fiftieth is what a list is asked for. */
  async function grow(to: number): Promise<void> {
    const numbers = Array.from({ length: to - known }, (_each, i) => known + i);
    known = to;
    const { store } = world.emulator;
    const insert = (collection: keyof typeof models, of: (i: number) => object) =>
      store.insert(
        collection,
        numbers.map((i) => ({ ...models[collection], ...of(i) })),
      );
    await insert('stations', (i) => {
      const at = spreadAround(place, `station${i}`);
      const tier = isRare(i) ? 'institute' : 'station';
      const offers = ['tea', ...(isRare(i) ? ['rare'] : [])];
      return { _id: `n${i}`, tier, place: at, location: point(at), name: `第${i}站`, offers };
    });
    await insert('teams', (i) => ({
      _id: `t${i}`,
      name: `第${i}志愿队`,
      grams: nameGrams(`第${i}志愿队`),
      category: isRare(i) ? 'rare' : 'health',
      spot: point(spreadAround(place, `t${i}`)),
      pendingSeat: noKey(`t${i}`),
    }));
    await insert('activities', (i) => {
      const start = nine + (i % 60) * MINUTE;
      return {
        _id: `v${i}`,
        start: new Date(start),
        end: new Date(start + HOUR),
        order: orderOf(start, `v${i}`),
        areaDays: [areaDayOf('all', day), areaDayOf('s1', day)],
        mix: mixOf([isRare(i) ? 'service' : 'shift']),
        category: isRare(i) ? 'rare' : 'care',
        ...(i % 7 === 0 ? { state: 'cancelled', liveAt: null } : { state: 'published' }),
        spot: point(spreadAround(place, `v${i}`)),
        serves: servingKeys({
          title: isRare(i) ? '理发' : '打扫',
          venue: { name: '南站' },
          slots: [{ kind: i % 2 === 0 ? 'service' : 'shift', name: '一场', start, end: start + HOUR }],
        }),
        summary: '一'.repeat(200),
      };
    });
    await insert('slots', (i) => ({ _id: `v${i}-1`, activityId: `v${i}` }));
  }

  async function costOf<A extends ActionName>(action: A, input: Input<A>) {
    world.emulator.resetMetrics();
    const answer = await world.did('anyone', action, input);
    const { rowsRead, largestAnswer, roundTrips } = world.emulator.metrics().actions[action] ?? {};
    return {
      rows: rowsRead?.max ?? NaN,
      bytes: largestAnswer?.max ?? NaN,
      trips: roundTrips?.max ?? NaN,
      shown: Buffer.byteLength(JSON.stringify(answer)),
      answer,
    };
  }

  /** What is asked, and how many are shown at most. */
  const lists = {
    'stations nearby': () => costOf('stations.nearby', { place }),
    'stations nearby of a tier': () => costOf('stations.nearby', { place, tier: 'institute' }),
    'stations nearby that offer something': () => costOf('stations.nearby', { place, offer: 'rare' }),
    'stations nearby of a tier that offer something': () =>
      costOf('stations.nearby', { place, tier: 'institute', offer: 'rare' }),
    'a station with all that is on': () => costOf('stations.view', { stationId: 's1', place }),
    'activities of a day': () => costOf('activities.list', { day }),
    'activities of a day and a kind': () => costOf('activities.list', { day, kind: 'service' }),
    'activities of a day and a category': () => costOf('activities.list', { day, category: 'rare' }),
    'activities of a day, a category and a kind': () =>
      costOf('activities.list', { day, category: 'rare', kind: 'service', areaId: 's1' }),
    services: () => costOf('activities.services', { place }),
    'services of a word': () => costOf('activities.services', { place, text: '理发' }),
    'services of a word on a day': () => costOf('activities.services', { place, text: '理发', day }),
    teams: () => costOf('teams.list', { place }),
    'teams of a category': () => costOf('teams.list', { place, category: 'rare' }),
    'teams by name': () => costOf('teams.list', { place, text: '志愿' }),
  } as const;
  const names = Object.keys(lists) as (keyof typeof lists)[];
  const PAGE = 20;
  const WEEK = 30;
  const small: Partial<Record<string, { rows: number; bytes: number }>> = {};

  it('are first read where there is little', async () => {
    await world.at(nine - HOUR);
    await grow(SMALL);
    for (const name of names) small[name] = await lists[name]();
  });

  describe('once there is much', () => {
    beforeAll(() => grow(LARGE));

    it.each(names)('%s', async (name) => {
      const { rows, bytes, trips, shown } = await lists[name]();
      const page = name.includes('all that is on') ? WEEK : PAGE;
      expect(trips).toBe(1);
      expect(rows).toBeLessThanOrEqual(3 * page);
      expect(rows).toBeLessThanOrEqual((small[name]?.rows ?? 0) + 5);
      expect(bytes).toBeLessThanOrEqual(Math.max(3 * shown, 4_000));
      expect(bytes).toBeLessThanOrEqual(1.2 * (small[name]?.bytes ?? 0));
    });

    it('and page after page of it, none left out', async () => {
      const seen = new Set<string>();
      let most = 0;
      type After = Input<'teams.list'>['after'];
      for (let after: After | null = undefined; after !== null;) {
        const input: Input<'teams.list'> = { place, limit: 50, ...(after && { after }) };
        const { rows, answer }: Awaited<ReturnType<typeof costOf<'teams.list'>>> = await costOf(
          'teams.list',
          input,
        );
        most = Math.max(most, rows);
        answer.teams.forEach(({ id }) => seen.add(id));
        after = answer.next;
      }
      expect(seen.size).toBe(LARGE + 1);
      expect(most).toBeLessThanOrEqual(3 * 50);
    });

    it('and of a station’s week, too, many of which begin at one moment', async () => {
      const seen: string[] = [];
      let most = 0;
      type After = Output<'stations.view'>['weekNext'];
      for (let weekAfter: After | undefined = undefined; weekAfter !== null;) {
        const input: Input<'stations.view'> = { stationId: 's1', ...(weekAfter && { weekAfter }) };
        const { rows, answer }: Awaited<ReturnType<typeof costOf<'stations.view'>>> = await costOf(
          'stations.view',
          input,
        );
        most = Math.max(most, rows);
        seen.push(...answer.week.map(({ id }) => id));
        weekAfter = answer.weekNext;
      }
      expect(seen).toHaveLength(LARGE + 1 - Math.ceil(LARGE / 7));
      expect(new Set(seen).size).toBe(seen.length);
      // Its activities and their slots, and those of the moment at which the page before ended.
      expect(most).toBeLessThanOrEqual(3 * WEEK + LARGE / 60);
    });
  });
});
