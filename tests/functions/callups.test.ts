import { accountIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { inChunks } from '../../cloudfunctions/core/chunks';
import type { SheetDocument } from '../../cloudfunctions/documents';
import { manyMembers } from '../../harness/called';
import { volunteer } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { join, serving } from '../../harness/teams';
import { MORNING, newNonce, type World } from '../../harness/world';
import { calling, callUp } from '../support/callups';
import { broken } from '../support/invariants';

/** C7: one notice to many, answers counted as they come, over only when everyone is safe at home. */
let world: World;
const people = ['anna', 'bert', 'carl', 'dora'];

beforeEach(async () => {
  world = await startWorld();
  for (const person of people) {
    const accountId = await volunteer(world, person);
    await join(world, world.leaderTeam, person, accountId, 'leader');
  }
  await world.person('stranger');
});
afterEach(() => world.close());

type Answer = 'coming' | 'cannot' | 'home';
const answer = (who: string, callupId: string, said: Answer, more: object = {}, nonce = newNonce()) =>
  world.code(who, 'callups.answer', { callupId, list: 1, answer: said, ...more }, nonce);
const countsOf = async (callupId: string, list = 1) =>
  (await world.did('officer', 'callups.desk', { callupId })).lists[list - 1]?.counts;
const listed = async (callupId: string, which: 'coming' | 'cannot' | 'silent' | 'home' | 'toPhone') =>
  (await world.did('officer', 'callups.people', { callupId, list: 1, which })).people.map(({ name }) => name);

test('whoever is called answers in one tap, and the desk counts it', async () => {
  const callupId = await callUp(world, 'officer');
  expect(await countsOf(callupId)).toEqual({ silent: 5, cannot: 0, coming: 0, home: 0, settled: 0 });
  const at = MORNING + HOUR;
  expect(await answer('anna', callupId, 'coming')).toBe('OK');
  expect(await answer('bert', callupId, 'coming', { from: at })).toBe('OK');
  expect(await answer('carl', callupId, 'cannot')).toBe('OK');
  expect(await countsOf(callupId)).toEqual({ silent: 2, cannot: 1, coming: 2, home: 0, settled: 0 });
  expect(await listed(callupId, 'coming')).toEqual(['anna', 'bert']);
  expect((await listed(callupId, 'silent')).sort()).toEqual(['dora', '王队长']);
  const view = await world.did('bert', 'callups.view', { callupId });
  expect(view).toMatchObject({ title: '河堤漫水', mine: [{ list: 1, standing: 'coming', from: at }] });
});

test('a tap sent twice counts once, and what comes late undoes nothing', async () => {
  const callupId = await callUp(world, 'officer');
  const nonce = newNonce();
  const twice = [1, 2, 3, 4].map(() => answer('anna', callupId, 'coming', {}, nonce));
  expect(await Promise.all(twice)).toEqual(['OK', 'OK', 'OK', 'OK']);
  expect(await answer('anna', callupId, 'cannot')).toBe('OK');
  expect(await answer('anna', callupId, 'coming', {}, nonce)).toBe('OK');
  expect(await countsOf(callupId)).toMatchObject({ silent: 4, cannot: 1, coming: 0 });
});

test('is nobody’s but of those whom it calls and of staff above', async () => {
  const callupId = await callUp(world, 'officer');
  expect(await answer('stranger', callupId, 'coming')).toBe('NOT_FOUND');
  expect(await world.code('stranger', 'callups.view', { callupId })).toBe('NOT_FOUND');
  expect(await world.code('anna', 'callups.desk', { callupId })).toBe('NOT_ALLOWED');
  await serving(world, 'elsewhere', 's2');
  expect(await world.code('elsewhere', 'callups.desk', { callupId })).toBe('NOT_FOUND');
  expect(await world.code('elsewhere', 'callups.call', calling(world.leaderTeam))).toBe('NOT_FOUND');
  const all = { name: '抢险', reach: { kind: 'area' as const, areaId: 'county' } };
  expect(await world.code('officer', 'callups.call', calling('', { list: all }))).toBe('OUTSIDE_AREA');
  const none = { stationId: 's1', reach: { kind: 'team' as const, teamId: 't-none' } };
  expect(await world.code('officer', 'callups.preview', none)).toBe('OUTSIDE_AREA');
  expect(await world.code('officer', 'callups.call', calling(world.leaderTeam, { title: '测试违规' }))).toBe(
    'CONTENT_REFUSED',
  );
  expect((await world.documents('callups')).length).toBe(1);
});

test('ends only when everyone who came is home, or somebody says what became of them', async () => {
  const callupId = await callUp(world, 'officer');
  for (const who of ['anna', 'bert']) await answer(who, callupId, 'coming');
  expect(await answer('carl', callupId, 'home')).toBe('NOT_COMING');
  expect(await world.code('officer', 'callups.end', { callupId })).toBe('STILL_OUT');
  expect(await answer('dora', callupId, 'coming')).toBe('OK');
  expect(await answer('dora', callupId, 'cannot')).toBe('OK');
  expect(await answer('anna', callupId, 'home')).toBe('OK');
  const bert = { callupId, list: 1, personId: accountIdOf('bert') };
  expect(await world.code('officer', 'callups.settle', { ...bert, personId: accountIdOf('carl') })).toBe(
    'NOT_COMING',
  );
  expect(await world.code('officer', 'callups.settle', bert)).toBe('REASON_NEEDED');
  expect(await world.code('officer', 'callups.settle', { ...bert, reason: '送他回家了，手机没电' })).toBe(
    'OK',
  );
  expect(await world.code('officer', 'callups.end', { callupId })).toBe('OK');
  expect(await answer('dora', callupId, 'coming')).toBe('CALL_OVER');
  expect(await countsOf(callupId)).toEqual({ silent: 2, cannot: 1, coming: 0, home: 1, settled: 1 });
  const audited = (await world.documents('audit', { subject: callupId })).map(({ action }) => action);
  expect(audited).toEqual(expect.arrayContaining(['callups.call', 'callups.settle', 'callups.end']));
  expect((await world.did('officer', 'callups.list', { over: true })).callups).toHaveLength(1);
  expect((await world.did('officer', 'callups.list', {})).callups).toHaveLength(0);
});

test('nobody can come once it ends, whoever is quicker', async () => {
  const callupId = await callUp(world, 'officer');
  const [ended, ...came] = await Promise.all([
    world.code('officer', 'callups.end', { callupId }),
    ...people.map((who) => answer(who, callupId, 'coming')),
  ]);
  const counts = await countsOf(callupId);
  const [callup] = await world.documents('callups', { _id: callupId });
  if (ended === 'OK') expect([callup?.['state'], counts?.coming]).toEqual(['over', 0]);
  else expect([callup?.['state'], ended]).toEqual(['open', 'STILL_OUT']);
  expect(counts?.coming).toBe(came.filter((code) => code === 'OK').length);
});

test('who cannot be sent a message is telephoned, least recently called first', async () => {
  await world.did('anna', 'messages.granted', { kinds: ['calledUp'] });
  const callupId = await callUp(world, 'officer');
  expect((await world.documents('outbox', { kind: 'calledUp' })).map(({ accountId }) => accountId)).toEqual([
    accountIdOf('anna'),
  ]);
  const waiting = await listed(callupId, 'toPhone');
  expect(waiting.sort()).toEqual(['bert', 'carl', 'dora', '王队长']);
  const note = (who: string, more: object = {}) =>
    world.code('officer', 'callups.note', { callupId, list: 1, personId: accountIdOf(who), ...more });
  expect(await note('bert')).toBe('OK');
  await world.at(MORNING + MINUTE);
  expect(await note('carl')).toBe('OK');
  expect(await listed(callupId, 'toPhone')).toHaveLength(4);
  expect((await listed(callupId, 'toPhone')).slice(2)).toEqual(['bert', 'carl']);
  expect(await note('dora', { answer: 'coming' })).toBe('OK');
  expect(await countsOf(callupId)).toMatchObject({ coming: 1, silent: 4 });
  expect(await note('stranger')).toBe('NOT_FOUND');
});

test('the next phase calls whoever is not out already', async () => {
  const callupId = await callUp(world, 'officer');
  await answer('anna', callupId, 'coming');
  await answer('bert', callupId, 'coming');
  await answer('bert', callupId, 'home');
  const list = { name: '清淤', reach: { kind: 'area', areaId: 's1' } } as const;
  expect(await world.did('officer', 'callups.add', { callupId, list })).toEqual({ callupId, list: 2 });
  await world.jobs.tick();
  expect(await countsOf(callupId, 2)).toMatchObject({ silent: 4 });
  const { mine } = await world.did('bert', 'callups.view', { callupId });
  expect(mine.map(({ name, standing }) => [name, standing])).toEqual([
    ['清淤', 'silent'],
    ['抢险', 'home'],
  ]);
});

test('those who come are signed up for the shifts of their list, each where they fit', async () => {
  const callupId = await callUp(world, 'officer');
  const start = MORNING + HOUR;
  const shift = (from: number) => ({
    start: start + from * HOUR,
    end: start + (from + 2) * HOUR,
    capacity: 1,
  });
  const { activityId } = await world.post([shift(0), shift(2), shift(4)]);
  await answer('anna', callupId, 'coming');
  const link = (list: number) => world.code('officer', 'callups.link', { callupId, list, activityId });
  expect(await link(2)).toBe('NOT_FOUND');
  expect(await link(1)).toBe('OK');
  await world.jobs.tick();
  await answer('bert', callupId, 'coming');
  await answer('carl', callupId, 'coming', { from: start + 4 * HOUR });
  await answer('dora', callupId, 'coming', { from: start + 4 * HOUR });
  await world.jobs.tick();
  const placed = async () =>
    (await world.documents('signups', { activityId, state: 'confirmed' })).map(
      ({ slotId, accountId }) => `${String(slotId).slice(-1)} ${String(accountId)}`,
    );
  const of = (slot: number, who: string) => `${slot} ${accountIdOf(who)}`;
  const inThird = (await placed()).find((each) => each.startsWith('3'));
  expect((await placed()).sort()).toEqual([of(1, 'anna'), of(2, 'bert'), inThird].sort());
  expect(await answer('anna', callupId, 'cannot')).toBe('OK');
  await world.jobs.tick();
  expect(await placed()).not.toContain(of(1, 'anna'));
  expect((await world.did('bert', 'me.view', {})).coming).toHaveLength(1);
  expect(await world.code('officer', 'callups.link', { callupId, list: 1, activityId: 'v-none' })).toBe(
    'NOT_FOUND',
  );
});

test('only shifts of what is published, of a team under the station', async () => {
  const callupId = await callUp(world, 'officer');
  const service = await world.post([{ kind: 'service' }]);
  const off = await world.post([{}]);
  await world.did('leader', 'activities.cancel', { activityId: off.activityId, reason: '下雨' });
  const link = (activityId: string) =>
    world.code('officer', 'callups.link', { callupId, list: 1, activityId });
  expect(await link(service.activityId)).toBe('NOT_A_SHIFT');
  expect(await link(off.activityId)).toBe('NOT_IN_THIS_STATE');
  await world.alter('activities', { _id: service.activityId }, { $set: { areas: ['elsewhere'] } });
  expect(await link(service.activityId)).toBe('OUTSIDE_AREA');
  await world.did('officer', 'callups.end', { callupId });
  await world.alter('activities', { _id: service.activityId }, { $set: { areas: ['s1'] } });
  expect(await link(service.activityId)).toBe('CALL_OVER');
  const list = { name: '清淤', reach: { kind: 'area' as const, areaId: 's1' } };
  expect(await world.code('officer', 'callups.add', { callupId, list })).toBe('CALL_OVER');
});

test('a skill is asked of everybody, and nobody under age is called', async () => {
  const none = await callUp(world, 'officer', {
    list: { name: '抢险', skills: ['plumbing'], reach: { kind: 'area', areaId: 's1' } },
  });
  expect(await countsOf(none)).toMatchObject({ silent: 0 });
  const reach = { kind: 'area' as const, areaId: 's1' };
  const list = { name: '抢险', skills: ['firstAid'], reach };
  expect(await world.did('officer', 'callups.preview', { stationId: 's1', reach })).toMatchObject({
    teams: 1,
  });
  const some = await callUp(world, 'officer', { list });
  expect(await countsOf(some)).toMatchObject({ silent: 5 });
});

test('is taken along, and goes with the account but for that somebody is out', async () => {
  const callupId = await callUp(world, 'officer');
  await answer('anna', callupId, 'coming');
  await answer('bert', callupId, 'coming');
  const bert = { callupId, list: 1, personId: accountIdOf('bert') };
  await world.did('officer', 'callups.settle', { ...bert, reason: '送他去了医院' });
  expect((await world.did('bert', 'account.export', {})).calls).toMatchObject([
    { title: '河堤漫水', standing: 'settled' },
  ]);
  expect((await world.did('anna', 'home.view', {})).calls).toMatchObject([{ standing: 'coming' }]);
  for (const who of ['anna', 'bert']) await world.did(who, 'account.delete', {});
  await world.at(MORNING + HOUR);
  await world.did(null, 'jobs.sweep', { name: 'partAccounts' });
  const [sheet] = (await world.documents('sheets', { callupId })) as unknown as SheetDocument[];
  expect(sheet?.people[accountIdOf('bert')]).toEqual({ standing: 'settled' });
  expect(sheet?.people[accountIdOf('anna')]).toMatchObject({ standing: 'coming' });
  const { people: out } = await world.did('officer', 'callups.people', {
    callupId,
    list: 1,
    which: 'coming',
  });
  expect(out).toMatchObject([{ accountId: accountIdOf('anna'), name: '', phone: '' }]);
  expect(await world.code('officer', 'callups.end', { callupId })).toBe('STILL_OUT');
});

/** Bench of a small size: what is counted is what was said, and an answer costs the same however many are called. */
test('of many answers at once none is lost, nothing counts twice, and none costs more for the others', async () => {
  const MANY = 300;
  const people = await manyMembers(world, MANY, 'anna');
  const callupId = await callUp(world, 'officer');
  expect(await countsOf(callupId)).toMatchObject({ silent: MANY + 5 });
  world.emulator.resetMetrics();
  const said = (i: number): Answer => (i % 10 === 0 ? 'cannot' : 'coming');
  for (const some of inChunks(people, 50))
    await Promise.all(
      some.flatMap((id) => {
        const [nonce, answered] = [newNonce(), said(Number(id.slice(4)))];
        // Sent twice at once, as a phone does that heard nothing.
        return [1, 2].map(() => answer(`o-${id}`, callupId, answered, {}, nonce));
      }),
    );
  expect(await countsOf(callupId)).toEqual({
    silent: 5,
    cannot: MANY / 10,
    coming: (MANY * 9) / 10,
    home: 0,
    settled: 0,
  });
  expect(broken(world.emulator.store, MORNING)).toEqual([]);
  const { actions } = world.emulator.metrics();
  expect(actions['callups.answer']?.roundTrips.max).toBeLessThanOrEqual(3);
  // Of two at once the second reads again.
  expect(actions['callups.answer']?.rowsRead.max).toBeLessThanOrEqual(15);
  expect(actions['callups.answer']?.largestAnswer.max).toBeLessThanOrEqual(6_000);
  expect(actions['callups.desk']?.roundTrips.max).toBe(1);
  expect(actions['callups.desk']?.rowsRead.max).toBeLessThanOrEqual(MANY / 250 + 10);
  expect(actions['callups.desk']?.largestAnswer.max).toBeLessThanOrEqual(6_000);
});

test('a list of elsewhere, words that cannot stand, and answers to what is over are refused', async () => {
  const callupId = await callUp(world, 'officer');
  const add = (change: object) =>
    world.code('officer', 'callups.add', {
      callupId,
      list: { name: '清淤', reach: { kind: 'team', teamId: world.leaderTeam }, ...change },
    });
  expect(await add({ reach: { kind: 'team', teamId: 't-none' } })).toBe('OUTSIDE_AREA');
  expect(await add({ name: '测试违规' })).toBe('CONTENT_REFUSED');
  const { accountId: personId } = await world.did('anna', 'session.open', {});
  const note = (said: Answer) =>
    world.code('officer', 'callups.note', { callupId, list: 1, personId, answer: said });
  expect(await note('home')).toBe('NOT_COMING');
  expect(await world.code('officer', 'callups.end', { callupId })).toBe('OK');
  expect(await note('coming')).toBe('CALL_OVER');
});
