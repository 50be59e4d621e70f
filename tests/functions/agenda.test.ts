import { accountIdOf, signupIdOf } from '#domain/ids';
import { sweepNames, type SweepName } from '#domain/contract/system';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** Fields of a full slot's people: as many as may hold a place, and one less than may wait. */
const HELD = 500;
const WAITING = 499;
/** A day has 1,440 ticks. */
const A_DAY_MS = 600_000;
const MEGABYTE = 1024 * 1024;

let world: World;
const insert = (collection: string, documents: Record<string, unknown>[]) =>
  world.emulator.store.insert(collection, documents);
const largest = (action: string) => world.emulator.metrics().actions[action]?.largestAnswer.max ?? 0;

const failures = () => world.emulator.lines.filter((line) => line.includes('"failure"'));

async function mailbox(openid: string): Promise<unknown[]> {
  const answer = await fetch(`${world.emulator.url}/mailbox?openid=${openid}`);
  return ((await answer.json()) as { messages: unknown[] }).messages;
}

async function accept(openid: string, kind: 'signedUp' | 'cancelled', count: number): Promise<void> {
  const grant = { openid, templateId: `t-${kind}`, count };
  await fetch(`${world.emulator.url}/grants`, { method: 'POST', body: JSON.stringify(grant) });
  for (let i = 0; i < count; i += 1) await world.did(openid, 'messages.granted', { kinds: [kind] });
}

describe('a city at rest', () => {
  beforeAll(async () => {
    world = await startWorld({ timers: true });
  });
  afterAll(() => world.close());

  it(
    'costs at most 1,500 calls of functions and 3,000 of the database a day',
    async () => {
      await world.emulator.setClock({ now: new Date(MORNING + 30_000).toISOString(), timers: false });
      world.emulator.resetMetrics();
      for (let minute = 0; minute < DAY / MINUTE; minute += 1) await world.emulator.setClock({ advance: 60 });
      const { functions, gateway, actions } = world.emulator.metrics();
      const calls = Object.values(functions).reduce((sum, figures) => sum + figures.calls, 0);
      const database = Object.entries(gateway).filter(([name]) => name.startsWith('database.'));
      expect(actions['timer:jobs-tick']?.errors).toBe(0);
      // It has looked every minute, and the routines of the day have run.
      expect(calls).toBeGreaterThanOrEqual(1440);
      const entries = await world.documents('agenda');
      expect(entries.map(({ _id }) => _id).sort()).toEqual(['auditLedger', 'rollup', 'sealRecords']);
      expect(calls).toBeLessThanOrEqual(1500);
      expect(database.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(3000);
    },
    A_DAY_MS,
  );
});

describe('a city by day', () => {
  beforeAll(async () => {
    world = await startWorld({ timers: true });
  });
  afterAll(() => world.close());

  it('sends a message within a minute of what it tells, by its timer alone', async () => {
    await world.person('a');
    await accept('a', 'signedUp', 3);
    for (const hour of [5, 7, 9]) {
      const start = MORNING + hour * HOUR;
      const { slotId } = await world.post([{ start, end: start + HOUR }]);
      const before = (await mailbox('a')).length;
      await world.did('a', 'signups.take', { slotId, wait: false });
      expect(await mailbox('a')).toHaveLength(before);
      await world.emulator.setClock({ advance: 60 });
      expect(await mailbox('a')).toHaveLength(before + 1);
    }
  });
});

describe('the agenda', () => {
  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b']) await world.person(p);
  });
  afterAll(() => world.close({ raced: true }));
  beforeEach(() => world.at(MORNING));

  /** A document with nothing but a moment in the index that the sweep stands on. */
  const moments: readonly (readonly [SweepName, string, string])[] = [
    ['closeStays', 'attendances', 'openUntil'],
    ['endSlots', 'slots', 'liveUntil'],
    ['endActivities', 'activities', 'liveUntil'],
    ['fileActivities', 'activities', 'unsettled'],
    ['countActivities', 'activities', 'countAt'],
    ['lapse', 'signups', 'confirmBy'],
    ['repair', 'slots', 'touchedAt'],
    ['tellSignedUp', 'signups', 'tellAt'],
    ['remind', 'slots', 'remindAt'],
    ['partTeams', 'teams', 'partingAt'],
    ['tellParted', 'memberships', 'tellAt'],
    ['settleLeaders', 'memberships', 'leading.at'],
    ['countMembers', 'memberships', 'countAt'],
    ['partAccounts', 'accounts', 'partedAt'],
    ['settleIdentities', 'identities', 'unsureAt'],
    ['tellHours', 'hours', 'tellAt'],
    ['countHours', 'hours', 'counts.at'],
    ['tellCases', 'cases', 'tellAt'],
    ['remindOfHours', 'slots', 'dueAt'],
    ['raiseCases', 'cases', 'risesAt'],
    ['gatherCalls', 'callups', 'dueAt'],
    ['tellCalls', 'sheets', 'tellAt'],
    ['placeCalled', 'sheets', 'placeAt'],
    ['tellRequests', 'requests', 'tellAt'],
    ['tendRequests', 'requests', 'lookAt'],
    ['tendPhotos', 'photos', 'dueAt'],
    ['tendUploads', 'uploads', 'dueAt'],
    ['deliver', 'outbox', 'dueAt'],
    ['purge', 'outbox', 'overAt'],
    ['forgetUses', 'uses', 'until'],
  ];

  it.each(moments)('wakes %s by %s.%s, and not before', async (name, collection, field) => {
    const _id = `moment-${name}`;
    await world.jobs.tick();
    const moment = new Date(MORNING + HOUR);
    const [path = '', within] = field.split('.');
    await insert(collection, [{ _id, [path]: within === undefined ? moment : { [within]: moment } }]);
    expect(await world.jobs.tick()).not.toHaveProperty(name);
    await world.at(MORNING + 40 * DAY);
    expect(await world.jobs.tick()).toHaveProperty(name);
    // Nothing can be made of it, and it stands in nobody's way.
    expect(await world.documents(collection, { _id, [field]: moment })).toEqual([]);
    await world.emulator.store.remove(collection, { query: { _id }, multi: false });
  });

  it('has an entry for every sweep: an index, or a time of its own', () => {
    const named = [...moments.map(([name]) => name), 'rollup', 'auditLedger', 'sealRecords'];
    expect([...named].sort()).toEqual([...sweepNames].sort());
  });

  it('does a routine whose tick died once its claim is over, and no sooner', async () => {
    await world.jobs.tick();
    await world.alter('agenda', { _id: 'rollup' }, { $set: { at: new Date(MORNING + 5 * MINUTE) } });
    await world.at(MORNING + 4 * MINUTE);
    expect(await world.jobs.tick()).not.toHaveProperty('rollup');
    await world.at(MORNING + 5 * MINUTE);
    expect(await world.jobs.tick()).toHaveProperty('rollup');
    await world.at(MORNING + 6 * MINUTE);
    expect(await world.jobs.tick()).not.toHaveProperty('rollup');
  });

  it('does nothing twice where ticks overlap', async () => {
    await accept('a', 'signedUp', 5);
    const { slotId } = await world.post([{ start: MORNING + 5 * HOUR, end: MORNING + 6 * HOUR }]);
    await world.did('a', 'signups.take', { slotId, wait: false });
    const before = (await mailbox('a')).length;
    await world.at(MORNING + MINUTE);
    await Promise.all([1, 2, 3].map(() => world.jobs.tick()));
    await world.jobs.tick();
    expect((await mailbox('a')).length).toBe(before + 1);
  });

  it('sends a message while another sweep has a backlog that fails piece by piece', async () => {
    await accept('b', 'cancelled', 1);
    const remindAt = new Date(MORNING - HOUR);
    await insert(
      'slots',
      Array.from({ length: 300 }, (_, n) => ({ _id: `poisoned-${n}`, remindAt, receipts: [] })),
    );
    const values = { thing1: '社区义剪', time2: '2026-03-01 10:00', thing3: '中心广场' };
    const due = { state: 'due', tries: 0, dueAt: new Date(MORNING), page: 'pages/me/index', values };
    await insert('outbox', [
      { _id: 'among-poisoned', kind: 'cancelled', accountId: accountIdOf('b'), ...due },
    ]);
    const swept = await world.jobs.tick();
    expect(swept.remind).toMatchObject({ failed: 300, left: false });
    expect(await mailbox('b')).toHaveLength(1);
    await world.emulator.store.remove('slots', { query: { remindAt: { $gt: new Date(0) } }, multi: true });
  });

  it('goes on where a tick has died, and reminds everybody once', async () => {
    const { slotId, activityId } = await world.post([
      { start: MORNING + 3 * DAY, end: MORNING + 3 * DAY + HOUR },
    ]);
    const [slot = {}] = await world.documents('slots', { _id: slotId });
    const ids = Array.from({ length: 60 }, (_, n) => `dying-${n}`);
    const remindAt = new Date(MORNING + 2 * DAY);
    await insert(
      'slots',
      ids.map((_id) => ({ ...slot, _id, remindAt })),
    );
    const signup = { activityId, accountId: accountIdOf('a'), state: 'confirmed', receipts: [] };
    await insert(
      'signups',
      ids.map((id) => ({ ...signup, _id: `${id}_a`, slotId: id })),
    );
    await world.at(MORNING + 2 * DAY);
    const told = async () => (await world.documents('outbox')).filter((m) => m._id.includes('dying'));
    const dies = world.emulator.call('jobs', { action: 'jobs.tick' });
    while ((await told()).length < 5) await new Promise(setImmediate);
    // Whichever instance it runs in.
    let over = false;
    void dies.then(() => (over = true));
    while (!over) {
      world.emulator.killInstance();
      await new Promise(setImmediate);
    }
    expect(await dies).toHaveProperty('errCode');
    await world.at(MORNING + 2 * DAY + MINUTE);
    await world.jobs.tick();
    expect(await told()).toHaveLength(60);
  });
});

describe('full slots', () => {
  const SLOTS = 21;
  beforeAll(async () => {
    world = await startWorld();
    const start = MORNING + DAY;
    const { slotId } = await world.post([{ start, end: start + 2 * HOUR, capacity: HELD }]);
    await world.person('a');
    await world.did('a', 'signups.take', { slotId, wait: false });
    const [slot] = await world.documents('slots', { _id: slotId });
    const [signup = {}] = await world.documents('signups', { slotId });
    const hold = Object.values(slot?.['roster'] ?? {})[0] as object;
    const people = Array.from({ length: HELD + WAITING }, (_, n) => accountIdOf(`full-${n}`));
    const roster = Object.fromEntries(people.slice(0, HELD).map((id) => [id, hold]));
    for (let n = 0; n < SLOTS; n += 1) {
      const id = `${slotId.slice(0, -1)}${n + 2}`;
      const full = { roster, taken: HELD, touchedAt: new Date(MORNING), remindAt: new Date(MORNING) };
      await insert('slots', [{ ...slot, _id: id, ...full }]);
      const records = people.map((accountId, at) => ({
        ...signup,
        _id: signupIdOf(id, accountId),
        slotId: id,
        accountId,
        liveFor: [accountId],
        ...(at < HELD ? {} : { state: 'waiting', waitingFor: id }),
      }));
      await insert(
        'signups',
        records.map(({ tellAt: _tellAt, ...record }: Record<string, unknown>) => record),
      );
    }
    await world.at(MORNING + 3 * MINUTE);
  });
  afterAll(() => world.close());
  beforeEach(() => world.emulator.resetMetrics());

  it.each(['repair', 'remind'] as const)('come to %s in answers of 4 MB at most', async (name) => {
    const { counts, failed, left } = await world.did(null, 'jobs.sweep', { name });
    expect({ failed, left, why: failures() }).toEqual({ failed: 0, left: false, why: [] });
    expect(name === 'repair' ? counts['slots'] : counts['reminded']).toBeGreaterThanOrEqual(SLOTS);
    expect(largest('jobs.sweep')).toBeGreaterThan(MEGABYTE / 4);
    expect(largest('jobs.sweep')).toBeLessThanOrEqual(4 * MEGABYTE);
  });

  it('let go of lapsed places, and end, in answers of 4 MB at most', async () => {
    await world.alter('slots', { kind: 'shift' }, { $set: { liveUntil: new Date(MORNING) } });
    const [late] = await world.documents('signups', { state: 'confirmed', slotId: /2$/ });
    await world.alter('signups', { _id: late?._id }, { $set: { confirmBy: new Date(MORNING) } });
    for (const name of ['lapse', 'endSlots'] as const) await world.did(null, 'jobs.sweep', { name });
    expect(largest('jobs.sweep')).toBeGreaterThan(MEGABYTE / 4);
    expect(largest('jobs.sweep')).toBeLessThanOrEqual(4 * MEGABYTE);
  });
});
