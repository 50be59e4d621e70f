import { contract, isActionName, type ActionName } from '#domain/contract';
import { nonceAt } from '#domain/nonces';
import { HOUR, MINUTE } from '#domain/time';
import { volunteer } from '../../harness/people';
import { restoreTo, snapshotOf, type Snapshot } from '../../harness/snapshot';
import { founding } from '../../harness/teams';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';
import { examples } from '../support/examples';
import { NOW, Scene } from '../support/scene';

type Inputs = Record<string, unknown>;
interface Made {
  readonly of?: string;
  readonly who: string | null;
  readonly input: (scene: Scene) => object | Promise<object>;
}
/** What takes back, or changes, what an action has done: for one that is only done again, itself. */
const others: Partial<Record<ActionName, (input: Inputs) => [ActionName, Inputs]>> = {
  'account.introduce': (input) => ['account.introduce', { ...input, name: '李四' }],
  'account.update': (input) => ['account.update', { ...input, phone: '13900000008' }],
  'account.consent': ({ kind, given }) => ['account.consent', { kind, given: !given }],
  'people.edit': (input) => ['people.edit', { ...input, name: '李姥姥' }],
  'signups.take': ({ slotId }) => ['signups.cancel', { slotId }],
  'signups.cancel': ({ signupId }) => ['signups.take', { signupId }],
  'signups.offer': ({ signupId, offered }) => ['signups.offer', { signupId, offered: !offered }],
  'signups.resize': ({ signupId }) => ['signups.resize', { signupId, party: 1 }],
  'teams.apply': ({ teamId }) => ['teams.leave', { teamId }],
  'teams.leave': ({ teamId }) => ['teams.apply', { teamId, words: '' }],
  'teams.edit': (input) => ['teams.edit', { ...input, about: '每周一次' }],
  'teams.appoint': ({ teamId, accountId, role }) => [
    'teams.appoint',
    { teamId, accountId, role: role === 'deputy' ? 'member' : 'deputy' },
  ],
  'teams.suspend': ({ teamId }) => ['teams.suspend', { teamId, move: 'lift', reason: '已经改正' }],
  'benefits.pause': ({ shopId, paused }) => ['benefits.pause', { shopId, paused: !paused }],
  'benefits.saveShop': (input) => ['benefits.saveShop', { ...input, name: '另一家' }],
  'activities.save': (input) => ['activities.save', { ...input, form: { title: '另一份' } }],
};

/** A tap that comes after ten other writes, as a phone sends it that was in a pocket: what came after it stands. */
describe('after ten other writes', () => {
  let scene: Scene;
  let base: Snapshot;
  beforeAll(async () => {
    scene = await Scene.build();
    base = snapshotOf(scene.world.emulator.store);
  });
  afterAll(() => scene.world.close({ raced: true }));

  const cases = Object.keys(contract)
    .filter(isActionName)
    .flatMap((action) =>
      ((examples as Partial<Record<ActionName, readonly Made[]>>)[action] ?? []).map(
        (example) =>
          [`${action}${example.of === undefined ? '' : `, ${example.of}`}`, action, example] as const,
      ),
    )
    // What the system does has no nonce; an account that is given up is not there for ten others.
    .filter(([, action]) => contract[action].rule !== 'system' && action !== 'account.delete');

  async function send(who: string | null, action: ActionName, input: object, nonce: string): Promise<string> {
    const answer = await scene.world.raw(who, contract[action].fn, { action, input, nonce });
    return answer.ok ? 'OK' : answer.error.code;
  }
  /** A sign-up is known by its slot and person, and the other way round. */
  async function whole(who: string | null, action: ActionName, input: Inputs): Promise<[ActionName, Inputs]> {
    if (action === 'signups.cancel')
      return [action, { signupId: `${String(input['slotId'])}_${scene.id(who ?? '')}` }];
    if (action !== 'signups.take') return [action, input];
    const [signup] = await scene.world.documents('signups', { _id: input['signupId'] });
    return [action, { slotId: signup?.['slotId'], wait: true }];
  }
  /**
   * Counts of calls, staff's log and messages may grow; the moment at which something was touched may move, and a file
   * that is announced again may lie there longer.
   */
  function digested(): string {
    const apart = ['uses', 'audit', 'outbox', 'uploads'];
    const kept = [...snapshotOf(scene.world.emulator.store)].filter(
      ([name]) => !name.startsWith('emulator_') && !apart.includes(name),
    );
    return JSON.stringify(kept, (key, value: unknown) => (key === 'touchedAt' ? null : value));
  }

  it.each(cases)('%s changes nothing any more', async (_name, action, { who, input: inputFor }) => {
    await restoreTo(scene.world.emulator.store, base);
    await scene.world.at(NOW);
    const input = { ...(await inputFor(scene)) } as Inputs;
    const nonce = newNonce();
    expect(await send(who, action, input, nonce)).toBe('OK');
    const other = others[action]?.(input);
    for (let i = 0; i < 10; i += 1) {
      await scene.world.at(NOW + (i + 1) * MINUTE);
      const [next, changed] = i % 2 === 0 && other ? await whole(who, ...other) : [action, input];
      await send(who, next, changed, newNonce());
    }
    if (other) {
      const [last, changed] = await whole(who, ...other);
      await send(who, last, changed, newNonce());
    }
    const before = digested();
    await scene.world.at(NOW + 20 * MINUTE);
    expect(await send(who, action, input, nonce)).not.toBe('INTERNAL');
    expect(digested()).toBe(before);
  });
});

describe('one person again and again', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close({ raced: true }));

  it('what is older than all that is remembered is refused, and what came after it stands', async () => {
    await world.at(MORNING);
    await volunteer(world, 'minded');
    const nonce = (n: number) =>
      nonceAt(MORNING + n * MINUTE, `${'x'.repeat(12)}${String(n).padStart(4, '0')}`);
    const consent = (given: boolean, n: number) =>
      world.code('minded', 'account.consent', { kind: 'location', given }, nonce(n));
    expect(await consent(false, 0)).toBe('OK');
    for (let n = 1; n <= 41; n += 1) {
      await world.at(MORNING + 2 * n * HOUR);
      expect(await consent(n % 2 === 1, n)).toBe('OK');
    }
    expect(await consent(false, 0)).toBe('OUTDATED');
    const { consents } = await world.did('minded', 'account.view', {});
    expect(consents.location?.withdrawnAt ?? null).toBeNull();
    expect(await consent(false, 42)).toBe('OK');
  });

  it('gives up an account thirty times, and has one each time', async () => {
    for (let i = 0; i < 30; i += 1) {
      await world.at(MORNING + (5 + i) * 24 * HOUR);
      const { accountId } = await world.did('often', 'session.open', {});
      expect(accountId).not.toBe('');
      await world.did('often', 'account.delete', {});
    }
    const opened = await Promise.all([1, 2, 3].map(() => world.did('often', 'session.open', {})));
    expect(new Set(opened.map(({ accountId }) => accountId)).size).toBe(1);
  });

  it('founds no more teams than one may lead, however many taps come at once', async () => {
    await world.at(MORNING + 60 * 24 * HOUR);
    await volunteer(world, 'founder');
    const taps = Array.from({ length: 20 }, (_, i) =>
      world.code('founder', 'teams.found', founding({ name: `第${i}队` })),
    );
    const codes = await Promise.all(taps);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(5);
    expect(new Set(codes)).toEqual(new Set(['OK', 'TOO_MANY_TEAMS']));
    expect((await world.did('founder', 'teams.mine', {})).pending).toHaveLength(5);
  });
});
