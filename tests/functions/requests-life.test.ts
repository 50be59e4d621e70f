import { DAY, HOUR, MINUTE } from '#domain/time';
import { join } from '../../harness/teams';
import { volunteer } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** One tap that drips, from who asks to who says that it is mended: 点单, 派单, 接单, 评单. */
let world: World;
const ids: Record<string, string> = {};
/** A Monday, within the hours of desks. */
const MONDAY = MORNING + DAY + 2 * HOUR;

const ask = (who = 'resident', change = {}, nonce = newNonce()) =>
  world.call(
    who,
    'requests.ask',
    {
      category: 'repair',
      urgency: 'ordinary',
      words: '厨房水龙头滴水，我的电话13912345678',
      stationId: 's1',
      address: '和平路 3 号楼 2 单元 501',
      origin: 'self',
      ...change,
    },
    nonce,
  );
async function asked(who = 'resident', change = {}): Promise<string> {
  const answer = await ask(who, change);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data.requestId;
}
const view = (who: string, requestId: string) => world.did(who, 'requests.view', { requestId });
const told = async (who: string) =>
  (await world.documents('outbox', { kind: 'request', accountId: ids[who] })).map(
    ({ values }) => (values as Record<string, string>)['phrase2'],
  );

beforeAll(async () => {
  world = await startWorld();
  ids['officer'] = await world.person('officer', '王主任');
  ids['leader'] = (await world.did('leader', 'session.open', {})).accountId;
  for (const person of ['resident', 'neighbour']) ids[person] = await world.person(person);
  for (const person of ['member', 'passer']) ids[person] = await volunteer(world, person);
  await join(world, world.leaderTeam, 'member', ids['member'] ?? '', 'leader');
  await world.at(MONDAY);
});
afterAll(() => world.close());

const dispatch = (requestId: string) =>
  world.code('officer', 'requests.asDesk', {
    requestId,
    step: { kind: 'dispatch', teamId: world.leaderTeam },
  });
const accept = (requestId: string) =>
  world.code('leader', 'requests.asTeam', {
    requestId,
    step: { kind: 'accept', going: [ids['member'] ?? ''] },
  });
const goes = (who: string, requestId: string, kind: 'claim' | 'begin' | 'finish' | 'still') =>
  world.code(who, 'requests.asGoer', { requestId, step: { kind } });

it('goes from who asks over desk and team to who goes there, and back to who asked', async () => {
  const nonce = newNonce();
  const first = await ask('resident', {}, nonce);
  expect(await ask('resident', {}, nonce)).toEqual(first);
  const requestId = first.ok ? first.data.requestId : '';
  expect((await world.did('officer', 'requests.desk', { scope: 'waiting' })).requests).toMatchObject([
    { id: requestId, state: 'submitted', title: expect.not.stringContaining('139') as string },
  ]);
  expect(await dispatch(requestId)).toBe('OK');
  expect(await accept(requestId)).toBe('OK');
  const seen = await view('member', requestId);
  expect(seen.contact).toEqual({
    name: 'resident',
    phone: '13900000000',
    address: '和平路 3 号楼 2 单元 501',
  });
  expect((await view('officer', requestId)).contact).toBeNull();
  expect((await view('leader', requestId)).contact).toBeNull();
  expect((await view('officer', requestId)).words).not.toContain('139');
  expect(await goes('member', requestId, 'begin')).toBe('OK');
  expect(await goes('member', requestId, 'finish')).toBe('OK');
  expect((await view('member', requestId)).contact).toBeNull();
  expect(
    await world.code('resident', 'requests.asAsker', {
      requestId,
      step: { kind: 'confirm', words: '修好了' },
    }),
  ).toBe('OK');
  const over = await view('resident', requestId);
  expect(over).toMatchObject({ state: 'closed', ending: 'done' });
  expect(over.timeline.map(({ kind }) => kind)).toEqual([
    'ask',
    'dispatch',
    'accept',
    'begin',
    'finish',
    'confirm',
  ]);
  expect((await world.did('resident', 'requests.mine', { scope: 'asked' })).requests).toHaveLength(1);
});

it('tells each whom a step concerns, once', async () => {
  await world.at(MONDAY + MINUTE);
  await world.jobs.tick();
  await world.jobs.tick();
  expect(await told('officer')).toEqual(['有新求助']);
  expect(await told('leader')).toEqual(['请您接单']);
  expect((await told('member')).sort()).toEqual(['办好了', '请您上门'].sort());
  expect((await told('resident')).sort()).toEqual(['已派出去', '有人接了', '说办好了'].sort());
});

it('is there for nobody else', async () => {
  const requestId = await asked();
  const before = await world.everything();
  expect(await world.code('neighbour', 'requests.view', { requestId })).toBe('NOT_FOUND');
  expect(await goes('passer', requestId, 'begin')).toBe('NOT_FOUND');
  expect(await goes('passer', requestId, 'claim')).toBe('NOT_FOUND');
  expect(await world.code('neighbour', 'requests.asAsker', { requestId, step: { kind: 'cancel' } })).toBe(
    'NOT_FOUND',
  );
  expect(await accept(requestId)).toBe('NOT_FOUND');
  expect(await world.everything()).toBe(before);
  await world.did('resident', 'requests.asAsker', { requestId, step: { kind: 'cancel' } });
});

it('is claimed by one of two who want it at once', async () => {
  const requestId = await asked();
  await world.did('officer', 'requests.asDesk', { requestId, step: { kind: 'offer' } });
  const near = await world.did('passer', 'requests.near', { place: { longitude: 111.21, latitude: 34.78 } });
  expect(near.requests.map(({ id }) => id)).toEqual([requestId]);
  const codes = await Promise.all([goes('passer', requestId, 'claim'), goes('member', requestId, 'claim')]);
  expect(codes).toContain('OK');
  expect(codes.filter((code) => code !== 'OK')).toEqual([
    expect.stringMatching(/^(ALREADY_TAKEN|NOT_FOUND)$/),
  ]);
});

it('is asked for and let go where who has it is silent, and rises where nobody sees to it', async () => {
  const requestId = await asked('neighbour');
  await dispatch(requestId);
  await accept(requestId);
  await world.at(MONDAY + 6 * DAY);
  await world.jobs.tick();
  expect((await view('member', requestId)).askedStill).toBe(true);
  await world.at(MONDAY + 8 * DAY);
  await world.jobs.tick();
  const again = await view('officer', requestId);
  expect(again).toMatchObject({ state: 'submitted', going: [] });
  expect(await dispatch(requestId)).toBe('GIVEN_BACK');
  await world.jobs.tick();
  expect(await told('member')).toContain('已转走');
});

it('is done again by others where who asked says that it is not', async () => {
  const requestId = await asked();
  await dispatch(requestId);
  await accept(requestId);
  await goes('member', requestId, 'finish');
  expect(
    await world.code('resident', 'requests.asAsker', {
      requestId,
      step: { kind: 'notDone', words: '还在滴' },
    }),
  ).toBe('OK');
  expect(await view('officer', requestId)).toMatchObject({ state: 'submitted', reopened: 1 });
  expect(await dispatch(requestId)).toBe('GIVEN_BACK');
  expect(await world.code('officer', 'requests.asDesk', { requestId, step: { kind: 'offer' } })).toBe('OK');
  expect(await goes('member', requestId, 'claim')).toBe('GIVEN_BACK');
  expect(await goes('passer', requestId, 'claim')).toBe('OK');
});

it('becomes one with another whichever way round two people say it', async () => {
  const first = await asked('resident', { category: 'lamp', words: '路灯不亮' });
  await world.at(MONDAY + 9 * DAY);
  const second = await asked('neighbour', { category: 'lamp', words: '门口路灯坏了' });
  const merge = (requestId: string, withId: string) =>
    world.code('officer', 'requests.asDesk', { requestId, step: { kind: 'merge', withId } });
  const codes = await Promise.all([merge(first, second), merge(second, first)]);
  expect(codes).toContain('OK');
  expect(await view('officer', first)).toMatchObject({ state: 'submitted' });
  expect(await view('officer', second)).toMatchObject({
    state: 'closed',
    ending: 'double',
    mergedInto: first,
  });
  expect((await view('neighbour', first)).may.asker).toContain('cancel');
});

it('refuses what cannot be asked for, and changes nothing', async () => {
  const before = await world.everything();
  const code = async (change: object) => {
    const answer = await ask('resident', change);
    return answer.ok ? 'OK' : answer.error.code;
  };
  expect(await code({ words: '' })).toBe('BAD_INPUT');
  expect(await code({ words: '长'.repeat(10_000) })).toBe('BAD_INPUT');
  expect(await code({ category: 'none' })).toBe('BAD_INPUT');
  expect(await code({ stationId: 'none' })).toBe('NOT_FOUND');
  expect(await code({ place: { longitude: 121, latitude: 31 } })).toBe('OUTSIDE_AREA');
  expect(await code({ wanted: { from: MONDAY, to: MONDAY + HOUR } })).toBe('TIME_PASSED');
  expect(await code({ words: '测试违规' })).toBe('CONTENT_REFUSED');
  expect(
    await code({ origin: 'hotline', person: { name: '王大爷', phone: '13911111111', agreed: true } }),
  ).toBe('NOT_ALLOWED');
  expect(
    await code({ origin: 'behalf', person: { name: '王大爷', phone: '13911111111', agreed: false } }),
  ).toBe('CONSENT_NEEDED');
  expect(await world.everything()).toBe(before);
});

it('is taken down on the telephone, beside what that number asked for before', async () => {
  const person = { name: '王大爷', phone: '13911111111', agreed: true };
  const requestId = await asked('officer', { origin: 'hotline', person });
  expect((await view('officer', requestId)).contact?.phone).toBe('13911111111');
  const earlier = await world.did('officer', 'requests.earlier', { phone: '139 1111 1111' });
  expect(earlier.requests.map(({ id }) => id)).toEqual([requestId]);
  const step = { kind: 'cancel', words: '他说不用了' } as const;
  expect(await world.code('officer', 'requests.asAsker', { requestId, step })).toBe('OK');
  const log = await world.documents('audit', { subject: requestId });
  expect(log.map(({ action, after }) => [action, (after as { step: string }).step])).toEqual([
    ['requests.asAsker', 'cancel'],
  ]);
});
