import { HOUR } from '#domain/time';
import { settings, startWorld, station } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** What the content check doubts waits for a person, who publishes it or sends it back. */
describe('reviewing what was held back', () => {
  let world: World;
  const start = MORNING + 20 * HOUR;

  beforeAll(async () => {
    world = await startWorld();
    await world.did('officer', 'stations.import', { rows: [station('other', 'root', 'centre', 0.3)] });
    await serving('local', 'county');
    await serving('neighbour', 'other');
    await world.person('volunteer');
  });
  beforeEach(() => world.at(MORNING));
  afterAll(() => world.close({ raced: true }));

  async function serving(openid: string, stationId: string): Promise<void> {
    const _id = await world.person(openid);
    const update = { $set: { duties: [stationId] } };
    await world.alter('accounts', { _id }, update);
  }

  async function submit(title = '衣物募捐', begins = start): Promise<string> {
    const posted = await world.did('leader', 'activities.post', {
      teamId: world.leaderTeam,
      title,
      category: 'care',
      summary: '收旧衣',
      risks: '搬运当心',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [{ kind: 'shift', name: '分拣', start: begins, end: begins + HOUR, capacity: 5 }],
    });
    expect(posted.state).toBe('submitted');
    return posted.activityId;
  }

  const heldBy = async (openid: string) =>
    (await world.did(openid, 'activities.held', {})).held.map((a) => a.id);
  const logOf = (activityId: string) => world.documents('audit', { subject: activityId });
  const toldOf = (activityId: string) =>
    world.documents('outbox', {
      kind: 'reviewed',
      page: `packages/resident/activity/index?id=${activityId}`,
    });
  const stateOf = async (activityId: string) =>
    (await world.documents('activities', { _id: activityId }))[0]?.['state'];
  const publish = (activityId: string) => ({ activityId, verdict: 'publish' as const });
  const refuse = (activityId: string, reason = '请写清善款去向') =>
    ({ activityId, verdict: 'refuse', reason }) as const;

  /** The code of a refusal, after seeing that it left everything as it was. */
  async function unchanged(openid: string, input: Parameters<typeof tried>[1]) {
    const before = await world.everything();
    const code = await tried(openid, input);
    expect(await world.everything()).toBe(before);
    return code;
  }
  const tried = (openid: string, input: ReturnType<typeof publish> | ReturnType<typeof refuse>) =>
    world.code(openid, 'activities.review', input);

  it('lists what waits where one serves, longest waiting first, with all that people would read', async () => {
    const first = await submit();
    await world.at(MORNING + HOUR);
    const second = await submit('图书募捐', start - 2 * HOUR);
    expect(await heldBy('officer')).toEqual([first, second]);
    expect(await heldBy('local')).toEqual([first, second]);
    expect(await heldBy('neighbour')).toEqual([]);
    const { held } = await world.did('local', 'activities.held', {});
    expect(held[0]).toMatchObject({
      title: '衣物募捐',
      summary: '收旧衣',
      risks: '搬运当心',
      teamName: '暖心理发队',
      phase: 'submitted',
      venue: { name: 's1文明实践站' },
      start,
      end: start + HOUR,
      slots: [{ name: '分拣', capacity: 5 }],
    });
    expect(held[0]?.submittedAt).toBeGreaterThanOrEqual(MORNING);
    expect(held[0]?.submittedAt).toBeLessThan(MORNING + HOUR);
    expect(JSON.stringify(held)).not.toContain('王队长');
    expect(await world.code('leader', 'activities.held', {})).toBe('NOT_ALLOWED');
    for (const id of [first, second]) await world.did('officer', 'activities.review', refuse(id));
    expect(await heldBy('officer')).toEqual([]);
  });

  it('publishes: found at its station, near home and by its day, open for sign-ups', async () => {
    const activityId = await submit();
    expect(await world.did('local', 'activities.review', publish(activityId))).toEqual({
      activityId,
      state: 'published',
    });
    expect(await heldBy('officer')).not.toContain(activityId);
    const place = { longitude: 111.21, latitude: 34.78 };
    const { nearby } = await world.did('volunteer', 'home.view', { place });
    expect(nearby.map((a) => a.id)).toContain(activityId);
    const { week } = await world.did('volunteer', 'stations.view', { stationId: 's1' });
    expect(week.map((a) => a.id)).toContain(activityId);
    const slot = { slotId: `${activityId}-1`, wait: false };
    expect(await world.code('volunteer', 'signups.take', slot)).toBe('OK');
    // No different from what was published at once.
    const direct = await world.post([{ start, end: start + HOUR }]);
    const fields = async (_id: string) =>
      Object.keys((await world.documents('activities', { _id }))[0] ?? {});
    expect((await fields(activityId)).sort()).toEqual((await fields(direct.activityId)).sort());
    await world.at(start + HOUR);
    await world.jobs.close();
    expect((await world.did('volunteer', 'home.view', {})).nearby).toEqual([]);
  });

  it('sends back: nobody sees it but its leader, who reads why', async () => {
    const activityId = await submit();
    await world.did('officer', 'activities.review', refuse(activityId));
    expect(await world.code('volunteer', 'activities.view', { activityId })).toBe('NOT_FOUND');
    const why = { phase: 'refused', refuseReason: '请写清善款去向' };
    expect(await world.did('leader', 'activities.view', { activityId })).toMatchObject(why);
    const { activities } = await world.did('leader', 'activities.led', {});
    expect(activities.find((a) => a.id === activityId)).toMatchObject(why);
  });

  it('logs who did what and why, and tells the leader, once', async () => {
    const activityId = await submit();
    const nonce = newNonce();
    const input = refuse(activityId);
    const answers = [
      await world.did('local', 'activities.review', input, nonce),
      await world.did('local', 'activities.review', input, nonce),
      // The same nonce means the same thing, whatever else is sent with it.
      await world.did('local', 'activities.review', publish(activityId), nonce),
    ];
    expect(answers).toEqual(Array(3).fill({ activityId, state: 'refused' }));
    const [leader] = await world.documents('accounts', { openid: 'leader' });
    const [local] = await world.documents('accounts', { openid: 'local' });
    expect(await logOf(activityId)).toMatchObject([
      {
        actor: local?._id,
        action: 'activities.review',
        reason: '请写清善款去向',
        before: { state: 'submitted' },
        after: { state: 'refused' },
      },
    ]);
    expect(await toldOf(activityId)).toMatchObject([
      { accountId: leader?._id, values: { phrase2: '已退回', thing3: '请写清善款去向' } },
    ]);
  });

  it('tells the leader after a try that died before it had', async () => {
    const activityId = await submit();
    const nonce = newNonce();
    await world.did('officer', 'activities.review', publish(activityId), nonce);
    await world.emulator.store.remove('outbox', { query: { kind: 'reviewed' }, multi: true });
    await world.did('officer', 'activities.review', publish(activityId), nonce);
    expect(await toldOf(activityId)).toMatchObject([{ values: { phrase2: '已发布' } }]);
  });

  it('lets one verdict stand, whoever comes second or at once', async () => {
    const activityId = await submit();
    const inputs = [publish(activityId), refuse(activityId), publish(activityId), refuse(activityId)];
    const codes = await Promise.all(inputs.map((input, i) => tried(i % 2 ? 'local' : 'officer', input)));
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    expect(codes.filter((code) => code === 'ALREADY_REVIEWED')).toHaveLength(3);
    const state = await stateOf(activityId);
    const changes = (await logOf(activityId)).map(({ before, after }) => [before, after]);
    const real = changes.filter(([before, after]) => JSON.stringify(before) !== JSON.stringify(after));
    expect(real).toEqual([[{ state: 'submitted' }, { state }]]);
    expect(await toldOf(activityId)).toHaveLength(1);
    expect(await unchanged('officer', refuse(activityId))).toBe('ALREADY_REVIEWED');
  });

  it('answers the same call sent twice at once the same', async () => {
    const activityId = await submit();
    const nonce = newNonce();
    const send = () => world.did('officer', 'activities.review', publish(activityId), nonce);
    const [one, two] = await Promise.all([send(), send()]);
    expect(one).toEqual(two);
    expect(await logOf(activityId)).toMatchObject([{ after: { state: 'published' } }]);
  });

  it('is nothing for leaders, volunteers, or staff of another county', async () => {
    const activityId = await submit();
    for (const [openid, code] of [
      ['leader', 'NOT_ALLOWED'],
      ['volunteer', 'NOT_ALLOWED'],
      ['neighbour', 'NOT_FOUND'],
    ] as const) {
      expect(await unchanged(openid, publish(activityId))).toBe(code);
      expect(await unchanged(openid, refuse(activityId))).toBe(code);
    }
    expect(await unchanged('officer', publish('none'))).toBe('NOT_FOUND');
    expect(await logOf(activityId)).toEqual([]);
  });

  it('asks for a reason, and lets nothing go out that has begun or was called off', async () => {
    const activityId = await submit();
    expect(await unchanged('officer', refuse(activityId, ' '))).toBe('REASON_NEEDED');
    await world.at(start);
    expect(await unchanged('officer', publish(activityId))).toBe('TIME_PASSED');
    // What can no longer be published is still answered, so that it leaves the list.
    expect(await tried('officer', refuse(activityId, '时间已过'))).toBe('OK');
    const later = await submit('玩具募捐', start + HOUR);
    await world.did('leader', 'activities.cancel', { activityId: later, reason: '人手不够' });
    expect(await heldBy('officer')).not.toContain(later);
    expect(await unchanged('officer', publish(later))).toBe('CANCELLED');
  });

  it('stays within its round trips, and asks nothing that no index serves', () => {
    const { actions, unindexedQueries } = world.emulator.metrics();
    expect(actions['activities.held']?.roundTrips.max).toBeLessThanOrEqual(2);
    // Four, and one more after a lost race, to set the log right.
    expect(actions['activities.review']?.roundTrips.max).toBeLessThanOrEqual(5);
    expect(unindexedQueries).toEqual([]);
  });
});

it('holds back everything where the city wants a person to look first', async () => {
  const world = await startWorld({}, { activities: { ...settings.activities, review: 'person' } });
  const { activityId } = await world.post();
  const { held } = await world.did('officer', 'activities.held', {});
  expect(held.map((a) => a.id)).toEqual([activityId]);
  await world.did('officer', 'activities.review', { activityId, verdict: 'publish' });
  const list = await world.did('leader', 'activities.list', { day: '2026-03-01' });
  expect(list.activities.map((a) => a.id)).toEqual([activityId]);
  await world.close();
});
