import { contract, isActionName, type ActionName } from '#domain/contract';
import { volunteer } from '../../harness/people';
import { station } from '../../harness/small-city';
import { existing, serving } from '../../harness/teams';
import { newNonce } from '../../harness/world';
import { examples } from '../support/examples';
import { leastInputs } from '../support/least-inputs';
import { Scene } from '../support/scene';

/**
 * What is somebody's is for a stranger as if it were not there. Of every action, each id of something in its input is put
 * once as it is and once as of nothing: code, details and the number of calls of the database are the same.
 */
describe('to a stranger', () => {
  let scene: Scene;
  /** Of whatever is kept: where, and whether everybody may know of it. */
  const kept = new Map<string, boolean>();
  const STRANGERS = ['passer-by', 'leader of others', 'staff of elsewhere'];

  beforeAll(async () => {
    scene = await Scene.build();
    const { world } = scene;
    await world.did('officer', 'stations.import', { rows: [station('north', 'root', 'centre', 0.1)] });
    await volunteer(world, 'passer-by');
    await volunteer(world, 'leader of others', { name: '赵队长' });
    await world.did(
      'officer',
      'teams.register',
      await existing(world, 'leader of others', { name: '另一队' }),
    );
    await serving(world, 'staff of elsewhere', 'north');
    for (const collection of world.emulator.store.collections())
      for (const document of await world.documents(collection))
        kept.set(document._id, await isPublic(collection, document));
  });
  afterAll(() => scene.world.close({ raced: true }));

  async function isPublic(collection: string, document: Record<string, unknown>): Promise<boolean> {
    if (collection === 'slots') {
      const [activity] = await scene.world.documents('activities', { _id: document['activityId'] });
      return activity?.['state'] === 'published';
    }
    if (collection === 'requests') return document['state'] === 'offered' || document['common'] !== undefined;
    const states: Record<string, unknown> = { activities: 'published', teams: 'active' };
    return ['stations', 'shops'].includes(collection) || document['state'] === (states[collection] ?? null);
  }

  /** What each field of this name may be, where no example says it. */
  const things = (): Record<string, string> => ({
    personId: scene.id("resident's"),
    certificateId: scene.of("veteran's paper"),
    lineId: scene.of('line'),
    caseId: scene.of('contest'),
    slotId: scene.slot('running'),
    activityId: scene.activity('held'),
    teamId: scene.of('submitted'),
    shopId: scene.of('shop'),
    stationId: 's1',
    requestId: scene.of('asked for'),
  });

  /** Inputs that are about something there is. */
  async function inputsOf(action: ActionName): Promise<object[]> {
    const found: object[] = [];
    for (const example of (examples as Partial<Record<ActionName, readonly Made[]>>)[action] ?? [])
      found.push(await example.input(scene));
    const own = Object.fromEntries(Object.entries(things()).filter(([field]) => isField(action, field)));
    return [...found, { ...leastInputs[action], ...own }];
  }
  interface Made {
    readonly input: (scene: Scene) => object | Promise<object>;
  }
  const isField = (action: ActionName, field: string) => {
    const { input } = contract[action];
    return 'entries' in input && field in input.entries;
  };

  /** Each place in it where the id of something stands that is not everybody's to know, with what is there. */
  function idsIn(value: unknown, office: boolean): string[] {
    if (typeof value === 'string') return kept.has(value) && (office || !kept.get(value)) ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.values(value).flatMap((inner) => idsIn(inner, office));
  }
  const missing = (input: object, id: string): object =>
    JSON.parse(
      JSON.stringify(input)
        .split(`"${id}"`)
        .join(`"${id.slice(0, 1)}none${id.slice(5)}"`),
    ) as object;

  async function told(who: string, action: ActionName, input: object) {
    const { fn } = contract[action];
    const answer = await scene.world.raw(who, fn, { action, input, nonce: newNonce() });
    const trips = scene.world.emulator.metrics().actions[action]?.roundTrips.last;
    return { answer: answer.ok ? 'OK' : { code: answer.error.code, details: answer.error.details }, trips };
  }

  const EVERYBODYS: readonly string[] = ['anyone', 'account', 'introduced', 'volunteer'];
  const actions = Object.keys(contract).filter(isActionName);
  let compared = 0;

  it.each(actions.filter((action) => contract[action].rule !== 'system'))('%s', async (action) => {
    const office = !EVERYBODYS.includes(contract[action].rule);
    for (const input of await inputsOf(action)) {
      for (const id of new Set(idsIn(input, office))) {
        for (const who of STRANGERS) {
          const there = await told(who, action, input);
          const gone = await told(who, action, missing(input, id));
          expect({ who, id, ...there }).toEqual({ who, id, ...gone });
          compared += 1;
        }
      }
    }
  });

  it('most actions are about something', () => {
    expect(compared).toBeGreaterThan(150);
  });
});
