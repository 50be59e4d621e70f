import type { Input } from '#domain/contract';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { volunteer } from '../../harness/people';
import { startWorld, station } from '../../harness/small-city';
import { existing, join, serving } from '../../harness/teams';
import { MORNING, newNonce, type World } from '../../harness/world';

/** What cannot be done about a request is refused by its code, and changes nothing. */
let world: World;
const ids: Record<string, string> = {};
let teamElsewhere = '';
let now = MORNING + DAY + 2 * HOUR;

beforeAll(async () => {
  world = await startWorld();
  await world.did('officer', 'stations.import', {
    rows: [station('north', 'root', 'centre', 0.1), station('shut', 'county', 'station', 0.03)],
  });
  await world.alter('stations', { _id: 'shut' }, { $set: { closed: true } });
  ids['officer'] = (await world.did('officer', 'session.open', {})).accountId;
  for (const person of ['resident', 'neighbour']) ids[person] = await world.person(person);
  for (const person of ['member', 'passer']) ids[person] = await volunteer(world, person);
  await join(world, world.leaderTeam, 'member', ids['member'] ?? '', 'leader');
  await volunteer(world, 'far');
  const far = await existing(world, 'far', { name: '北边的队', stationId: 'north' });
  teamElsewhere = (await world.did('officer', 'teams.register', far)).teamId;
  await serving(world, 'second', 'county');
  await world.at(now);
});
afterAll(() => world.close({ raced: true }));

async function asked(change: Partial<Input<'requests.ask'>> = {}): Promise<string> {
  const { requestId } = await world.did('resident', 'requests.ask', {
    category: 'repair',
    urgency: 'ordinary',
    words: '水龙头滴水',
    stationId: 's1',
    origin: 'self',
    ...change,
  });
  return requestId;
}
const asAsker = (requestId: string, step: Input<'requests.asAsker'>['step'], who = 'resident') =>
  world.code(who, 'requests.asAsker', { requestId, step });
const asGoer = (requestId: string, step: Input<'requests.asGoer'>['step'], who = 'member') =>
  world.code(who, 'requests.asGoer', { requestId, step });
const asTeam = (requestId: string, step: Input<'requests.asTeam'>['step']) =>
  world.code('leader', 'requests.asTeam', { requestId, step });
const asDesk = (requestId: string, step: Input<'requests.asDesk'>['step'], who = 'officer') =>
  world.code(who, 'requests.asDesk', { requestId, step });
const going = () => [ids['member'] ?? ''];
const dispatch = (requestId: string, teamId = world.leaderTeam, who = 'officer') =>
  asDesk(requestId, { kind: 'dispatch', teamId }, who);
async function accepted(): Promise<string> {
  const requestId = await asked();
  await dispatch(requestId);
  await asTeam(requestId, { kind: 'accept', going: going() });
  return requestId;
}
/** None of these changes anything. */
async function changesNothing(codes: () => Promise<unknown>): Promise<void> {
  const before = await world.everything();
  await codes();
  expect(await world.everything()).toBe(before);
}
const wrong = '测试违规';

it('of a station that is closed', async () => {
  const shut = {
    category: 'repair',
    urgency: 'ordinary',
    words: '漏水',
    stationId: 'shut',
    origin: 'self',
  } as const;
  expect(await world.code('resident', 'requests.ask', shut)).toBe('STATION_CLOSED');
});

it('by who asked', async () => {
  const requestId = await asked();
  await changesNothing(async () => {
    expect(await asAsker(requestId, { kind: 'confirm' })).toBe('NOT_IN_THIS_STATE');
    expect(await asAsker(requestId, { kind: 'answer', words: '五楼' })).toBe('NOT_IN_THIS_STATE');
    expect(await asAsker(requestId, { kind: 'cancel', words: wrong })).toBe('CONTENT_REFUSED');
    expect(await asAsker(requestId, { kind: 'cancel' }, 'neighbour')).toBe('NOT_FOUND');
  });
});

it('by who goes there', async () => {
  const requestId = await accepted();
  await changesNothing(async () => {
    expect(await asGoer(requestId, { kind: 'claim' })).toBe('ALREADY_TAKEN');
    expect(await asGoer(requestId, { kind: 'release', words: wrong })).toBe('CONTENT_REFUSED');
    expect(await asGoer(requestId, { kind: 'extend', until: now, words: '缺零件' })).toBe('BAD_INPUT');
  });
  expect(await asGoer(requestId, { kind: 'question', words: '几楼？' })).toBe('OK');
  expect(await asGoer(requestId, { kind: 'question', words: '几楼？' })).toBe('ALREADY_ASKED');
  expect(await asDesk(requestId, { kind: 'question', words: '几楼？' })).toBe('ALREADY_ASKED');
  expect(await asAsker(requestId, { kind: 'answer', words: '五楼' })).toBe('OK');
  expect(await asGoer(requestId, { kind: 'begin' })).toBe('OK');
  expect(await asGoer(requestId, { kind: 'begin' })).toBe('NOT_IN_THIS_STATE');
});

it('by who claims more than they can do', async () => {
  for (const expected of ['OK', 'OK', 'TOO_MANY_CLAIMS']) {
    const requestId = await asked();
    await asDesk(requestId, { kind: 'offer' });
    expect(await asGoer(requestId, { kind: 'claim' }, 'passer')).toBe(expected);
    if (expected !== 'OK') continue;
    expect(await asGoer(requestId, { kind: 'still' }, 'passer')).toBe('OK');
  }
});

it('by its team', async () => {
  const requestId = await asked();
  await dispatch(requestId);
  await changesNothing(async () => {
    expect(await asTeam(requestId, { kind: 'accept', going: [ids['passer'] ?? ''] })).toBe('NOT_A_MEMBER');
    expect(await asTeam(requestId, { kind: 'object', words: wrong })).toBe('CONTENT_REFUSED');
    expect(await asTeam(requestId, { kind: 'release', words: '来不了' })).toBe('NOT_IN_THIS_STATE');
  });
  expect(await asTeam(requestId, { kind: 'accept', going: going() })).toBe('OK');
  expect(await asTeam(requestId, { kind: 'accept', going: going() })).toBe('ALREADY_TAKEN');
});

it('by a desk', async () => {
  const requestId = await asked();
  expect(await asDesk(requestId, { kind: 'takeIn' }, 'second')).toBe('OK');
  await changesNothing(async () => {
    expect(await asDesk(requestId, { kind: 'offer' })).toBe('KEPT_BY_OTHER');
    expect(await asDesk(requestId, { kind: 'pass' }, 'second')).toBe('NOT_IN_THIS_STATE');
    expect(await dispatch(requestId, 'none', 'second')).toBe('TEAM_NOT_ACTIVE');
    expect(await dispatch(requestId, teamElsewhere, 'second')).toBe('OUTSIDE_AREA');
    expect(await asDesk(requestId, { kind: 'question', words: wrong }, 'second')).toBe('CONTENT_REFUSED');
    expect(await asDesk(requestId, { kind: 'merge', withId: requestId }, 'second')).toBe('NOT_FOUND');
  });
  expect(await dispatch(requestId, world.leaderTeam, 'second')).toBe('OK');
  expect(await asTeam(requestId, { kind: 'object', words: '不归我们' })).toBe('OK');
  const insist = { kind: 'judge', verdict: 'insist', words: '归你们' } as const;
  expect(await asDesk(requestId, insist, 'second')).toBe('SAME_PERSON');
  expect(await asDesk(requestId, insist)).toBe('OK');
  expect(await asTeam(requestId, { kind: 'decline', words: '人手不够' })).toBe('OK');
  expect(await dispatch(requestId, world.leaderTeam, 'second')).toBe('GIVEN_BACK');
});

it('of two who dispatch and claim at once one is refused, and it stands with the other', async () => {
  const requestId = await asked();
  await asDesk(requestId, { kind: 'offer' });
  const codes = await Promise.all([dispatch(requestId), asGoer(requestId, { kind: 'claim' })]);
  expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
  const { state, team, going: goes } = await world.did('officer', 'requests.view', { requestId });
  expect(codes[0] === 'OK' ? [state, team?.id] : [state, goes.length]).toEqual(
    codes[0] === 'OK' ? ['dispatched', world.leaderTeam] : ['accepted', 1],
  );
});

it('once its time is over', async () => {
  const [late, done, lamp] = [await accepted(), await accepted(), await asked({ category: 'lamp' })];
  await world.did('neighbour', 'requests.follow', { requestId: lamp });
  await asAsker(lamp, { kind: 'cancel' });
  expect(await world.code('neighbour', 'requests.follow', { requestId: lamp })).toBe('NOT_IN_THIS_STATE');
  await asGoer(done, { kind: 'finish' });
  await asAsker(done, { kind: 'confirm' });
  now += 8 * DAY;
  await world.at(now);
  const later = { kind: 'extend', until: now + DAY, words: '缺零件' } as const;
  expect(await asGoer(late, later)).toBe('TIME_PASSED');
  expect(await asTeam(late, later)).toBe('TIME_PASSED');
  expect(await asDesk(late, later)).toBe('TIME_PASSED');
  expect(await asAsker(done, { kind: 'notDone' })).toBe('TIME_PASSED');
});

it('what is held waits for a person, and of what is over nobody can be reached any more', async () => {
  const nonce = newNonce();
  const held = {
    category: 'repair',
    urgency: 'ordinary',
    words: '测试复核',
    stationId: 's1',
    origin: 'self',
  } as const;
  const answer = await world.did('resident', 'requests.ask', held, nonce);
  expect(answer.state).toBe('held');
  expect(await asDesk(answer.requestId, { kind: 'pass' })).toBe('OK');
  await asDesk(answer.requestId, { kind: 'refuse', ending: 'notOurs', words: '请打 12345' });
  now += 9 * DAY;
  await world.at(now);
  await world.jobs.tick();
  await world.at(now + MINUTE);
  expect((await world.did('resident', 'requests.view', { requestId: answer.requestId })).contact).toBeNull();
});

it('of who follows and who takes a step at once neither is lost', async () => {
  for (let i = 0; i < 8; i += 1) {
    const requestId = await asked({ category: 'lamp' });
    const codes = await Promise.all([
      world.code('neighbour', 'requests.follow', { requestId }),
      asDesk(requestId, { kind: 'takeIn' }),
    ]);
    expect(codes).toEqual(['OK', 'OK']);
    const [request] = await world.documents('requests', { _id: requestId });
    expect([i, request?.['followers'], request?.['keeper']]).toEqual([
      i,
      [ids['resident'], ids['neighbour']],
      ids['officer'],
    ]);
    await asAsker(requestId, { kind: 'cancel' });
  }
});
