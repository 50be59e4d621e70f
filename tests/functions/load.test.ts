import { HOUR } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

const PEOPLE = 200;
const PLACES = 20;

/** What a base plan serves at once, in small: a few requests, while more instances than that ask. */
describe('a cloud that serves few requests at once', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ instances: 8 });
  });
  afterAll(() => world.close({ raced: true }));

  /** A machine that is slow beside may use up a call's patience: then the phone sends it again. */
  async function asPhonesDo(person: string, slotId: string) {
    for (let tries = 1; ; tries += 1) {
      const answer = await world.call(person, 'signups.take', { slotId, wait: true }, `take-${person}`);
      if (answer.ok || answer.error.code !== 'BUSY' || tries === 3) return answer;
    }
  }

  it('gives 20 places to 20 of 200 who come at once, a place in the line to the others, and fails for nobody', async () => {
    const people = Array.from({ length: PEOPLE }, (_each, i) => `person${i}`);
    for (let i = 0; i < PEOPLE; i += 20)
      await Promise.all(people.slice(i, i + 20).map((p) => world.person(p)));
    const { slotId } = await world.post([{ capacity: PLACES }]);
    world.emulator.resetMetrics();
    world.emulator.setFaults({ concurrency: 3, latency: 10 });
    const answers = await Promise.all(people.map((p) => asPhonesDo(p, slotId)));
    const { refused } = world.emulator.setFaults({ concurrency: null, latency: 0 });
    const state = (answer: (typeof answers)[number]) => (answer.ok ? answer.data.state : answer.error.code);
    const count = (wanted: string) => answers.filter((answer) => state(answer) === wanted).length;
    expect([count('confirmed'), count('waiting')]).toEqual([PLACES, PEOPLE - PLACES]);
    expect(refused).toBeGreaterThan(0);
    const [slot] = await world.documents('slots', { _id: slotId });
    expect(slot?.['taken']).toBe(PLACES);
  }, 300_000);

  it('says BUSY where the database serves nobody for long, and does what is asked when it is sent again', async () => {
    const start = MORNING + 8 * HOUR;
    const { slotId } = await world.post([{ capacity: 1, start, end: start + HOUR }]);
    world.emulator.setFaults({ concurrency: 0 });
    expect(await world.code('person1', 'signups.take', { slotId, wait: false }, 'same-nonce-busy')).toBe(
      'BUSY',
    );
    world.emulator.setFaults({ concurrency: null });
    expect(await world.code('person1', 'signups.take', { slotId, wait: false }, 'same-nonce-busy')).toBe(
      'OK',
    );
  });

  it('serves few calls of functions at once, and refuses the others by a code', async () => {
    world.emulator.setFaults({ calls: 2 });
    const calls = Array.from({ length: 6 }, () =>
      world.emulator.call('member', { action: 'home.view', input: {} }, 'person1'),
    );
    const codes = (await Promise.all(calls)).map(({ errCode }) => errCode);
    world.emulator.setFaults({ calls: null });
    expect(codes.filter((code) => code === undefined)).toHaveLength(2);
    expect(codes.filter((code) => code === -501004)).toHaveLength(4);
  });
});
