import { manyMessagesDue, manyShiftsOver } from '../../harness/backlog';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

const SHIFTS = 12;
const MESSAGES = 60;
/** Of a shift's people in the harness those who held a place and did not come. */
const AWAY = 5;
/** 5,000 shifts within ten minutes, four side by side, 15 ms a round trip. */
const TRIPS_A_SHIFT = 32;

/** Much that falls due at once; `npm run bench` has the same in large. */
describe('a backlog', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  it('of shifts that are over is done piece by piece, at a cost that does not grow with their number', async () => {
    await manyShiftsOver(world, SHIFTS);
    world.emulator.resetMetrics();
    for (const name of ['closeStays', 'endSlots'] as const)
      expect(await world.did(null, 'jobs.sweep', { name })).toMatchObject({ failed: 0, left: false });
    expect(await world.documents('attendances', { openUntil: { $exists: true } })).toEqual([]);
    expect(await world.documents('slots', { liveUntil: { $exists: true } })).toEqual([]);
    const people = await world.documents('accounts', { 'noShows.0': { $exists: true } });
    expect(people.map(({ noShows }) => (noShows as unknown[]).length)).toEqual(Array(AWAY).fill(SHIFTS));
    const trips = world.emulator.metrics().actions['jobs.sweep']?.roundTrips.total ?? Infinity;
    expect(trips / SHIFTS).toBeLessThanOrEqual(TRIPS_A_SHIFT);
  });

  it('of messages goes out with what is urgent first, however late that was put out', async () => {
    await manyMessagesDue(world, MESSAGES);
    const [one] = await world.documents('outbox', { accountId: { $exists: true } });
    if (!one) throw new Error('nothing is due');
    const soon = { ...one, _id: 'soon', kind: 'reminderSoon', urgent: 'soon' };
    const called = { ...one, _id: 'called', kind: 'calledUp', urgent: 'now' };
    await world.emulator.store.insert('outbox', [soon, called]);
    const claimed: string[] = [];
    const { store } = world.emulator;
    const update = store.update.bind(store);
    store.update = (collection, request) => {
      if (collection === 'outbox') claimed.push(String(request.query['_id']));
      return update(collection, request);
    };
    await world.jobs.deliver();
    expect([claimed[0], claimed.find((id) => id !== 'called')]).toEqual(['called', 'soon']);
    expect(await world.documents('outbox', { state: 'sent' })).toHaveLength(MESSAGES);
  });
});
