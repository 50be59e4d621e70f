import { schema } from '../../cloudfunctions/schema';
import { startWorld } from '../../harness/small-city';
import { restoreTo, snapshotOf, type Snapshot } from '../../harness/snapshot';
import { MORNING, type World } from '../../harness/world';

/**
 * One world for the tests of a file, each of which begins in the morning; who races in it reads again, so the
 * file looks at its round trips itself.
 */
export function inOneWorld(begin: (world: World, crowd: Crowd) => void): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    begin(world, new Crowd(world));
  });
  afterAll(() => world.close({ raced: true }));
  beforeEach(() => world.at(MORNING));
}

/**
 * One world for the tests of a block, each of which begins as if no other had been: what is kept is put back before it.
 * For tests that would stand in each other's way.
 */
export function inWorldOfItsOwn(
  begin: (world: World) => Promise<void> | void,
  { build = startWorld, raced = false }: { build?: () => Promise<World>; raced?: boolean } = {},
): void {
  let world: World;
  let beginning: Snapshot;
  beforeAll(async () => {
    world = await build();
    beginning = snapshotOf(world.emulator.store);
  });
  afterAll(() => world.close({ raced }));
  beforeEach(async () => {
    await restoreTo(world.emulator.store, beginning);
    await world.at(MORNING);
    await begin(world);
  });
}

/** People who have just opened the mini-program, and what can be said of what they did. */
export class Crowd {
  private people = 0;

  constructor(private readonly world: World) {}

  async newcomer(): Promise<string> {
    const openid = `newcomer-${(this.people += 1)}`;
    await this.world.did(openid, 'session.open', {});
    return openid;
  }

  async idOf(openid: string): Promise<string> {
    return (await this.world.did(openid, 'session.open', {})).accountId;
  }

  /** Sent again it answers the same and changes nothing. */
  async twice<T>(call: () => Promise<T>): Promise<T> {
    const first = await call();
    const before = await this.world.everything();
    expect(await call()).toEqual(first);
    expect(await this.world.everything()).toBe(before);
    return first;
  }

  /** Those of the words that stand anywhere in the store. */
  async keptOf(words: readonly string[]): Promise<string[]> {
    const all = JSON.stringify(await Promise.all(schema.map(({ name }) => this.world.documents(name))));
    return words.filter((word) => all.includes(word));
  }
}
