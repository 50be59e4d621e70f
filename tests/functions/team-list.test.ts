import type { Input, Output } from '#domain/contract';
import { spreadAround } from '#domain/geo';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

/** Teams as everybody finds them: the nearest first, or by name, a page at a time. */
describe('the list of teams', () => {
  const place = { longitude: 111.21, latitude: 34.78 };
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  /** So many, each somewhat farther away than the one before, or all at one station. */
  async function insert(count: number, category: string, step: number): Promise<string[]> {
    const [team = { _id: '' }] = await world.documents('teams', { _id: world.leaderTeam });
    const many = Array.from({ length: count }, (_each, i) => {
      const _id = `${category}${i}`;
      const at = { ...place, longitude: place.longitude + i * step };
      const { longitude, latitude } = spreadAround(at, _id);
      const spot = { type: 'Point', coordinates: [longitude, latitude] };
      return { ...team, _id, pendingSeat: [_id], category, place: at, spot };
    });
    await world.emulator.store.insert('teams', many);
    return many.map(({ _id }) => _id);
  }

  /** Page by page, in the order in which they come. */
  async function listedBy(limit: number, more: { category?: string; text?: string } = {}) {
    const seen: string[] = [];
    type After = Input<'teams.list'>['after'];
    for (let after: After | null = undefined; after !== null;) {
      const input = { place, limit, ...more, ...(after && { after }) };
      const page: Output<'teams.list'> = await world.did('leader', 'teams.list', input);
      expect(page.teams.length).toBeLessThanOrEqual(limit);
      seen.push(...page.teams.map((t) => t.id));
      after = page.next;
    }
    return seen;
  }

  it('is nearest first, by category, page by page', async () => {
    const ids = await insert(10, 'apart', 0.01);
    const all = await world.did('leader', 'teams.list', { place, limit: 50 });
    const distances = all.teams.map((t) => t.distance ?? 0);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(all.next).toBeNull();
    expect(await listedBy(3)).toEqual(all.teams.map((t) => t.id));
    expect(await listedBy(3, { category: 'apart' })).toEqual(ids);
    expect(await world.did('leader', 'teams.list', { place, category: 'none' })).toEqual({
      teams: [],
      next: null,
    });
  });

  it('goes past the first hundred, where many are at one place', async () => {
    const ids = (await insert(130, 'many', 0)).sort();
    expect((await listedBy(50, { category: 'many' })).sort()).toEqual(ids);
    expect(await listedBy(50, { category: 'many', text: '理发' })).toEqual(ids);
  });
});
