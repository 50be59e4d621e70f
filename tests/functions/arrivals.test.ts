import { arrive } from '../../harness/arrivals';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

const PEOPLE = 120;

describe(`${PEOPLE} people come within two minutes`, () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close({ raced: true }));

  it('nobody is lost, nobody is counted twice, and late ones have the time of their scan', async () => {
    const { told, kept, marks, errors, doubles, late } = await arrive(world, PEOPLE);
    expect({ doubles, late }).toEqual({ doubles: 6, late: 12 });
    expect({ told, kept, marks, errors }).toEqual({ told: PEOPLE, kept: PEOPLE, marks: PEOPLE, errors: 0 });
    expect(world.emulator.metrics().actions['attendance.checkIn']?.roundTrips.max).toBeLessThanOrEqual(5);
  });
});
