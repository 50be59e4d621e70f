import type { Input } from '#domain/contract';
import { DAY, HOUR } from '#domain/time';
import { startWorld, station } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** A weekly row as one: a verdict on all of it, and calling off all that is still to come. */
describe('a weekly row at once', () => {
  let world: World;
  const start = MORNING + 26 * HOUR;
  const WEEK = 7 * DAY;
  /** What the content check doubts. */
  const HELD = '衣物募捐';

  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b', 'c']) await world.person(p);
    await world.did('officer', 'stations.import', { rows: [station('other', 'root', 'centre', 0.3)] });
    for (const [openid, duty] of [
      ['local', 'county'],
      ['neighbour', 'other'],
    ] as const)
      await serving(openid, duty);
  });
  beforeEach(() => world.at(MORNING));
  afterAll(() => world.close({ raced: true }));

  async function serving(openid: string, stationId: string): Promise<void> {
    await rewrite('accounts', await world.person(openid), { $set: { duties: [stationId] } });
  }
  const rewrite = (collection: string, _id: string, update: Record<string, unknown>) =>
    world.alter(collection, { _id }, update);

  const shift = { kind: 'shift' as const, name: '班', start, end: start + HOUR, capacity: 5 };
  const whole = (title: string): Omit<Input<'activities.post'>, 'repeat'> => ({
    teamId: world.leaderTeam,
    title,
    category: 'care',
    summary: '理发',
    risks: '剪刀',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots: [shift],
  });
  async function row(repeat: number, title = HELD) {
    const { activityIds, activityId } = await world.did('leader', 'activities.post', {
      ...whole(title),
      repeat,
    });
    return { ids: activityIds, rowId: activityId };
  }
  const statesOf = async (ids: readonly string[]) => {
    const found = await world.documents('activities', { _id: { $in: ids } });
    return ids.map((id) => found.find(({ _id }) => _id === id)?.['state']);
  };
  const held = async (openid = 'officer') => (await world.did(openid, 'activities.held', {})).held;
  const heldRow = async (rowId: string) => (await held()).filter((a) => a.rowId === rowId);
  const logOf = (rowId: string) => world.documents('audit', { subject: rowId });
  const told = async (ids: readonly string[]) =>
    (await world.documents('outbox', { kind: 'reviewed' })).filter((m) =>
      ids.some((id) => m._id.includes(id)),
    );
  const roundTrips = (action: string) => world.emulator.metrics().actions[action]?.roundTrips.max;
  /** As the first try left it that died after some of the dates. */
  const undo = (_id: string, state: string, extra = {}) =>
    rewrite('activities', _id, { $set: { state, receipts: [], ...extra } });

  describe('before a reviewer', () => {
    it('is one thing to read, with all its dates; what was edited stands by itself', async () => {
      const { ids, rowId } = await row(4);
      const [one, more] = await heldRow(rowId);
      expect(more).toBeUndefined();
      expect(one).toMatchObject({ id: rowId, title: HELD, start, slots: [{ name: '班' }] });
      expect(one?.dates).toEqual(
        ids.map((activityId, week) => ({
          activityId,
          start: start + week * WEEK,
          end: start + HOUR + week * WEEK,
        })),
      );
      const [, , third = ''] = ids;
      await world.did('leader', 'activities.save', {
        activityId: third,
        teamId: world.leaderTeam,
        form: { title: HELD },
      });
      const slots = [{ ...shift, start: start + 2 * WEEK + HOUR, end: start + 2 * WEEK + 2 * HOUR }];
      await world.did('leader', 'activities.submit', { ...whole(HELD), activityId: third, slots });
      expect((await heldRow(rowId)).map((a) => a.dates.length)).toEqual([3]);
      const alone = (await held()).find((a) => a.id === third);
      expect([alone?.rowId, alone?.dates.length]).toEqual([null, 1]);
      // The one verdict leaves alone what nobody has read.
      await world.did('officer', 'activities.reviewRow', { rowId, verdict: 'publish' });
      expect(await statesOf(ids)).toEqual(['published', 'published', 'submitted', 'published']);
    });

    it('is published at once: each date is found as any other, one line in the log, one message', async () => {
      const { ids, rowId } = await row(5);
      const answer = { rowId, state: 'published', dates: 5 };
      expect(await world.did('local', 'activities.reviewRow', { rowId, verdict: 'publish' })).toEqual(answer);
      expect(await heldRow(rowId)).toEqual([]);
      const direct = await world.did('leader', 'activities.post', { ...whole('义剪'), repeat: 2 });
      for (const [week, activityId] of ids.entries()) {
        const fields = async (_id: string) => {
          const [document] = await world.documents('activities', { _id });
          return [Object.keys(document ?? {}).sort(), document?.['liveUntil'], document?.['unsettled']];
        };
        const [like = []] = await fields(direct.activityId);
        const end = new Date(start + HOUR + week * WEEK);
        expect(await fields(activityId)).toEqual([like, end, end]);
        expect(await world.code('a', 'activities.view', { activityId })).toBe('OK');
      }
      const [local] = await world.documents('accounts', { openid: 'local' });
      expect(await logOf(rowId)).toMatchObject([
        {
          actor: local?._id,
          before: { state: 'submitted', dates: ids },
          after: { state: 'published', dates: ids },
        },
      ]);
      expect(await told(ids)).toMatchObject([{ values: { phrase2: '已发布', thing3: '每周一次，共 5 次' } }]);
    });

    it('is sent back at once, with a reason that its leader reads', async () => {
      const { ids, rowId } = await row(3);
      expect(await world.code('officer', 'activities.reviewRow', { rowId, verdict: 'refuse' })).toBe(
        'REASON_NEEDED',
      );
      await world.did('officer', 'activities.reviewRow', { rowId, verdict: 'refuse', reason: '写清楚' });
      expect(await statesOf(ids)).toEqual(['refused', 'refused', 'refused']);
      const { activities } = await world.did('leader', 'activities.led', {});
      expect(activities.filter((a) => ids.includes(a.id)).map((a) => a.refuseReason)).toEqual([
        '写清楚',
        '写清楚',
        '写清楚',
      ]);
      expect(await told(ids)).toHaveLength(1);
    });

    it('one date is judged by itself, and the others at once', async () => {
      const { ids, rowId } = await row(3);
      const [first = ''] = ids;
      await world.did('officer', 'activities.review', {
        activityId: first,
        verdict: 'refuse',
        reason: '清明',
      });
      expect((await heldRow(rowId))[0]?.dates.map((d) => d.activityId)).toEqual(ids.slice(1));
      expect(await world.did('officer', 'activities.reviewRow', { rowId, verdict: 'publish' })).toMatchObject(
        { dates: 2 },
      );
      expect(await statesOf(ids)).toEqual(['refused', 'published', 'published']);
      expect(await told(ids)).toHaveLength(2);
      expect(await world.code('officer', 'activities.reviewRow', { rowId, verdict: 'publish' })).toBe(
        'ALREADY_REVIEWED',
      );
    });

    it('what has begun meanwhile is not published, and can still be sent back', async () => {
      const { ids, rowId } = await row(2);
      await world.at(start);
      expect(await world.did('officer', 'activities.reviewRow', { rowId, verdict: 'publish' })).toMatchObject(
        { dates: 1 },
      );
      expect(await world.code('officer', 'activities.reviewRow', { rowId, verdict: 'publish' })).toBe(
        'ALREADY_REVIEWED',
      );
      await world.did('officer', 'activities.reviewRow', { rowId, verdict: 'refuse', reason: '时间已过' });
      expect(await statesOf(ids)).toEqual(['refused', 'published']);
      expect(await told(ids)).toHaveLength(2);
    });

    it('sent again it answers the same, once it has gone on with what a try left that died', async () => {
      const { ids, rowId } = await row(4);
      const [, second = '', third = ''] = ids;
      const nonce = newNonce();
      const send = () => world.did('officer', 'activities.reviewRow', { rowId, verdict: 'publish' }, nonce);
      const [one, two] = await Promise.all([send(), send()]);
      expect(two).toEqual(one);
      await undo(second, 'submitted');
      await undo(third, 'submitted');
      await world.emulator.store.remove('outbox', { query: { kind: 'reviewed' }, multi: true });
      expect(await send()).toEqual(one);
      expect(await statesOf(ids)).toEqual(Array(4).fill('published'));
      expect(await told(ids)).toHaveLength(1);
      expect(await logOf(rowId)).toMatchObject([{ after: { dates: ids } }]);
      const all = await world.everything();
      expect(await send()).toEqual(one);
      expect(await world.everything()).toBe(all);
      const other = { rowId, verdict: 'refuse' as const, reason: '不行' };
      expect(await world.code('officer', 'activities.reviewRow', other, nonce)).toBe('BAD_INPUT');
    });

    it('of two verdicts at once each date has one, and the log says which', async () => {
      const { ids, rowId } = await row(4);
      const [first = '', second = ''] = ids;
      const codes = await Promise.all([
        world.code('local', 'activities.reviewRow', { rowId, verdict: 'refuse', reason: '不行' }),
        world.code('officer', 'activities.reviewRow', { rowId, verdict: 'publish' }),
        world.code('officer', 'activities.review', { activityId: second, verdict: 'publish' }),
        world.code('leader', 'activities.cancel', { activityId: first, reason: '下雨' }),
      ]);
      for (const code of codes)
        expect(['OK', 'ALREADY_REVIEWED', 'CANCELLED', 'NOT_IN_THIS_STATE']).toContain(code);
      const states = await statesOf(ids);
      expect(states).not.toContain('submitted');
      const logged = (await logOf(rowId)).map((line) => line['after'] as { state: string; dates: string[] });
      for (const [i, id] of ids.entries()) {
        const by = logged.filter(({ dates }) => dates.includes(id));
        expect(by.length).toBeLessThanOrEqual(1);
        // Called off after it had been published, it is in the log as published.
        for (const { state } of by) expect([state, 'cancelled']).toContain(states[i]);
      }
    });

    it('is nothing for leaders, volunteers, or staff of another county', async () => {
      const { ids, rowId } = await row(2);
      for (const openid of ['leader', 'a', 'neighbour']) {
        expect(await world.code(openid, 'activities.reviewRow', { rowId, verdict: 'publish' })).toBe(
          openid === 'neighbour' ? 'NOT_FOUND' : 'NOT_ALLOWED',
        );
      }
      expect(await world.code('officer', 'activities.reviewRow', { rowId: 'none', verdict: 'publish' })).toBe(
        'NOT_FOUND',
      );
      expect(await statesOf(ids)).toEqual(['submitted', 'submitted']);
      expect(await logOf(rowId)).toEqual([]);
    });

    it('what nobody judged in time leaves the list of what is to be filed', async () => {
      const { ids } = await row(1);
      await world.at(start + 30 * DAY);
      await world.jobs.close();
      const [document] = await world.documents('activities', { _id: ids[0] });
      expect([document?.['state'], document?.['unsettled'], document?.['liveUntil']]).toEqual([
        'submitted',
        undefined,
        undefined,
      ]);
    });
  });

  describe('called off', () => {
    it('all that is still to come: everybody is told of each date once, what has begun goes on', async () => {
      const { ids, rowId } = await row(4, '义剪');
      const [first = '', second = '', third = ''] = ids;
      for (const [who, id] of [
        ['a', first],
        ['a', second],
        ['b', second],
        ['b', third],
      ] as const) {
        await world.did(who, 'signups.take', { slotId: `${id}-1`, wait: false });
      }
      await world.at(start);
      const nonce = newNonce();
      const send = () => world.did('leader', 'activities.cancelRow', { rowId, reason: '场地维修' }, nonce);
      const [one, two] = await Promise.all([send(), send()]);
      expect([one, two]).toEqual(Array(2).fill({ dates: 3, told: 3 }));
      expect(await statesOf(ids)).toEqual(['published', 'cancelled', 'cancelled', 'cancelled']);
      const messages = async () =>
        (await world.documents('outbox', { kind: 'cancelled' })).filter((m) =>
          ids.some((id) => m._id.includes(id)),
        );
      expect(await messages()).toHaveLength(3);
      const all = await world.everything();
      expect(await send()).toEqual(one);
      expect(await world.everything()).toBe(all);
      expect(await world.code('leader', 'activities.cancelRow', { rowId, reason: '再来' })).toBe('CANCELLED');
      // The one that has begun is called off by itself.
      expect(await world.did('leader', 'activities.cancel', { activityId: first, reason: '停电' })).toEqual({
        dates: 1,
        told: 1,
      });
    });

    it('goes on with what a try left that died, and tells those who came between', async () => {
      const { ids, rowId } = await row(3, '义剪二');
      const [, second = '', third = ''] = ids;
      const nonce = newNonce();
      const send = () => world.did('leader', 'activities.cancelRow', { rowId, reason: '场地维修' }, nonce);
      const first = await send();
      await undo(second, 'published');
      await undo(third, 'published');
      await world.did('c', 'signups.take', { slotId: `${third}-1`, wait: false });
      expect(await send()).toEqual(first);
      expect(await statesOf(ids)).toEqual(Array(3).fill('cancelled'));
      const messages = await world.documents('outbox', { kind: 'cancelled' });
      expect(messages.filter((m) => m._id.includes(`${third}-1`))).toHaveLength(1);
    });

    it('is the team’s leaders’ alone, says why in clean words, and takes as much for many dates as for few', async () => {
      const { ids, rowId } = await row(2, '义剪三');
      for (const openid of ['a', 'officer']) {
        expect(await world.code(openid, 'activities.cancelRow', { rowId, reason: '雨' })).toBe('NOT_ALLOWED');
      }
      expect(await world.code('leader', 'activities.cancelRow', { rowId, reason: '测试违规' })).toBe(
        'CONTENT_REFUSED',
      );
      expect(await statesOf(ids)).toEqual(['published', 'published']);
      const many = await row(8, '义剪四');
      const before = roundTrips('activities.cancelRow');
      await world.did('leader', 'activities.cancelRow', { rowId: many.rowId, reason: '雨' });
      expect(roundTrips('activities.cancelRow')).toBe(before);
    });
  });

  it('stays within its round trips, and asks nothing that no index serves', () => {
    const { unindexedQueries } = world.emulator.metrics();
    expect(roundTrips('activities.held')).toBeLessThanOrEqual(2);
    // One more after a lost race, to set the log right.
    expect(roundTrips('activities.reviewRow')).toBeLessThanOrEqual(6);
    expect(roundTrips('activities.cancelRow')).toBeLessThanOrEqual(5);
    expect(unindexedQueries).toEqual([]);
  });
});
