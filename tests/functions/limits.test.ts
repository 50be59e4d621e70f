import { contract, isActionName, type ActionName } from '#domain/contract';
import { limitOf } from '#domain/contract/limits';
import { accountIdOf, useIdOf } from '#domain/ids';
import { stretchOf, toldAfter } from '#domain/limits';
import { DAY, HOUR } from '#domain/time';
import { volunteer } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';
import { leastInputs } from '../support/least-inputs';

/** Nobody does in somebody's name what no person could: each action goes so often, and goes on again. */
describe('how often', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close({ raced: true }));
  beforeEach(() => world.at(MORNING));

  const openidOf = (action: ActionName) => (contract[action].rule === 'system' ? null : 'somebody');
  const identityOf = (openid: string | null) => (openid === null ? '' : accountIdOf(openid));
  const send = async (action: ActionName, openid = openidOf(action)) =>
    world.raw(openid, contract[action].fn, { action, input: leastInputs[action], nonce: newNonce() });
  const codeOf = async (action: ActionName, openid?: string) => {
    const answer = await send(action, openid);
    return answer.ok ? 'OK' : answer.error.code;
  };
  /** As other instances of the function have told it. */
  async function counted(action: ActionName, openid: string | null, n: number): Promise<void> {
    const { from, until } = stretchOf(limitOf(action), MORNING);
    const _id = useIdOf(identityOf(openid), action, from);
    await world.emulator.store.remove('uses', { query: { _id }, multi: false });
    await world.emulator.store.insert('uses', [{ _id, n, until: new Date(until) }]);
  }

  /** They put no question, so each instance of the function counts alone. */
  const alone: readonly ActionName[] = [
    'stations.nearby',
    'stations.search',
    'stations.divisions',
    'stations.view',
    'teams.list',
    'activities.list',
    'activities.services',
    'city.found',
  ];
  const actions = Object.keys(contract).filter(isActionName);

  it.each(actions.filter((action) => !alone.includes(action)))('%s', async (action) => {
    const limit = limitOf(action);
    await counted(action, openidOf(action), limit.times - 1);
    expect(await codeOf(action)).not.toBe('TOO_OFTEN');
    await counted(action, openidOf(action), limit.times);
    const { until } = stretchOf(limit, MORNING);
    expect(await send(action)).toMatchObject({ error: { code: 'TOO_OFTEN', details: { at: until } } });
    // Nobody else is concerned.
    if (openidOf(action) !== null) expect(await codeOf(action, 'another')).not.toBe('TOO_OFTEN');
    await world.at(until);
    expect(await codeOf(action)).not.toBe('TOO_OFTEN');
  });

  it.each(alone.filter((action) => action !== 'city.found'))('%s, as one instance counts', async (action) => {
    await world.at(MORNING + DAY);
    const codes: string[] = [];
    for (let i = 0; i <= limitOf(action).times; i += 1) codes.push(await codeOf(action));
    expect(codes.indexOf('TOO_OFTEN')).toBe(limitOf(action).times);
  });

  it('writes nothing down of who does a thing now and then', async () => {
    await world.at(MORNING + 2 * DAY);
    await world.person('ordinary');
    const before = (await world.documents('uses')).length;
    for (let i = 0; i < 6; i += 1) {
      await world.did('ordinary', 'me.view', {});
      await world.code('ordinary', 'account.introduce', { name: '王五', phone: '13900000002' });
    }
    expect(await world.documents('uses')).toHaveLength(before);
  });

  it('counts what comes at once, too, and goes on when it is over', async () => {
    const now = MORNING + 3 * DAY;
    await world.at(now);
    await world.person('many');
    const limit = limitOf('people.edit');
    const edit = () =>
      world.code('many', 'people.edit', { personId: 'none', name: '李奶奶', relation: '母亲' });
    const AT_ONCE = 10;
    let done = 0;
    for (let i = 0; i < 30; i += 1) {
      const codes = await Promise.all(Array.from({ length: AT_ONCE }, edit));
      done += codes.filter((code) => code !== 'TOO_OFTEN').length;
    }
    // Each instance may have missed what the others had not told yet.
    expect(done).toBeLessThan(limit.times + AT_ONCE * toldAfter(limit));
    expect(await edit()).toBe('TOO_OFTEN');
    await world.at(stretchOf(limit, now).until);
    expect(await edit()).toBe('NOT_FOUND');
  });

  it('asks WeChat about 1,000 names no more often than the limit allows', async () => {
    const now = MORNING + 4 * DAY;
    await world.at(now);
    await world.did('namer', 'session.open', {});
    let checked = 0;
    for (let i = 0; i < 100; i += 1) {
      const tries = Array.from({ length: 10 }, (_, n) =>
        world.code('namer', 'account.introduce', { name: `名${i * 10 + n}`, phone: '13900000002' }),
      );
      checked += (await Promise.all(tries)).filter((code) => code !== 'TOO_OFTEN').length;
    }
    expect(checked).toBeLessThan(limitOf('account.introduce').times + 10 * 8);
  });

  it('does not begin anew for who gives up the account', async () => {
    const now = MORNING + 5 * DAY;
    await world.at(now);
    await volunteer(world, 'leaver');
    const introduce = () => world.code('leaver', 'account.introduce', { name: '赵六', phone: '13900000002' });
    while ((await introduce()) !== 'TOO_OFTEN');
    await world.did('leaver', 'account.delete', {});
    await world.did('leaver', 'session.open', {});
    expect(await introduce()).toBe('TOO_OFTEN');
  });

  it('lets go of what is over', async () => {
    await world.at(MORNING + 60 * DAY);
    await world.jobs.forgetUses();
    expect(await world.documents('uses')).toEqual([]);
    await world.at(MORNING + 60 * DAY + HOUR);
    expect((await world.jobs.forgetUses()).uses).toBe(0);
  });
});
