import { accountIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** What the jobs have not come to is told: in the answer and the log line of a run, and in the agenda. */
describe('jobs that are behind', () => {
  const HOURS = [5, 7, 9];
  const first = MORNING + 2 * DAY;
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world.person('a');
    for (const hour of HOURS) {
      const start = first + DAY + hour * HOUR;
      const { slotId } = await world.post([{ start, end: start + HOUR }]);
      await world.did('a', 'signups.take', { slotId, wait: false });
    }
    await world.jobs.tick();
  });
  afterAll(() => world.close());

  /** Nothing of slots can be written: what is due of them stays due. */
  const breakSlots = (times: number) => {
    const fault = { action: 'database.modifyDocument', collection: 'slots', code: 'DATABASE_REQUEST_FAILED' };
    world.emulator.setFaults({ next: { ...fault, when: 'before', times } });
  };
  const kept = async () => (await world.documents('agenda', { _id: 'behind' }))[0]?.['behind'];
  const told = () =>
    world.emulator.lines.filter((line) => line.includes('"swept"') && line.includes('"due"'));
  const tripsOfTick = async () => {
    world.emulator.resetMetrics();
    await world.jobs.tick();
    return world.emulator.metrics().actions['jobs.tick']?.roundTrips.max;
  };

  it('say nothing, and ask nothing, while they keep up', async () => {
    expect(await tripsOfTick()).toBe(1);
    expect([await kept(), told()]).toEqual([undefined, []]);
  });

  it('say how many things are due, and since when the first of them is', async () => {
    await world.at(first + 10 * HOUR);
    breakSlots(1000);
    const { remind } = await world.jobs.tick();
    const since = first + 5 * HOUR;
    expect(remind).toMatchObject({ failed: 3, behind: { due: 3, since } });
    expect(await kept()).toMatchObject({ remind: { due: 3, since: new Date(since) } });
    const line = told().find((one) => one.includes('"remind"')) ?? '';
    const facts = JSON.parse(line.slice(line.indexOf('{'))) as Record<string, number>;
    expect(facts).toMatchObject({ failed: 3, due: 3, since });
    expect(Math.floor((facts['late'] ?? 0) / HOUR)).toBe(5);
    expect(await world.did(null, 'jobs.sweep', { name: 'remind' })).toMatchObject({
      behind: { due: 3, since },
    });
  });

  it('say so no more once they have caught up', async () => {
    world.emulator.setFaults({ next: [] });
    await world.at(first + 10 * HOUR + MINUTE);
    const { remind } = await world.jobs.tick();
    expect(remind).toEqual({ counts: { reminded: 3 }, failed: 0, left: false });
    expect(await kept()).toEqual({});
    expect(
      await world.documents('outbox', { accountId: accountIdOf('a'), kind: 'reminderDay' }),
    ).toHaveLength(3);
  });
});
