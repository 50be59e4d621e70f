import type { Input, Output } from '#domain/contract';
import { signupIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** What one signed up for and is over, and what one says of it to the team. */
let world: World;
const ids: Record<string, string> = {};
let activityId = '';
let slotId = '';
const start = MORNING + 2 * HOUR;
const end = start + 2 * HOUR;

beforeAll(async () => {
  world = await startWorld();
  for (const person of ['anna', 'bert', 'carl', 'other']) ids[person] = await world.person(person);
  ({ activityId, slotId } = await world.post([{ kind: 'service', name: '理发', start, end, capacity: 2 }]));
  for (const person of ['anna', 'bert', 'carl'])
    await world.did(person, 'signups.take', { slotId, wait: true });
});
afterAll(() => world.close());

const of = (person: string) => signupIdOf(slotId, ids[person] ?? '');
type Face = 'good' | 'fair' | 'poor';
const thank = (person: string, face: Face, words = '', whose = person) =>
  world.code(person, 'signups.thank', { signupId: of(whose), face, words });
const past = async (person: string) => (await world.did(person, 'signups.history', {})).past;
const said = () => world.did('leader', 'signups.said', { activityId });

it('nothing is said before the end, and nothing is past', async () => {
  await world.at(end - MINUTE);
  expect(await thank('anna', 'good')).toBe('NOT_FINISHED');
  expect(await past('anna')).toEqual([]);
  expect(await said()).toEqual({ counts: { good: 0, fair: 0, poor: 0 }, words: [] });
});

it('afterwards by who had a place, once more as they like, and by nobody else', async () => {
  await world.at(end);
  expect(await past('anna')).toMatchObject([
    { signupId: of('anna'), slotName: '理发', outcome: 'past', face: null, canThank: true },
  ]);
  expect(await thank('anna', 'good')).toBe('OK');
  expect(await thank('bert', 'poor', '等了一个钟头')).toBe('OK');
  expect(await thank('anna', 'fair', '还可以')).toBe('OK');
  expect((await past('anna'))[0]?.face).toBe('fair');
  const before = await world.everything();
  expect(await thank('carl', 'good')).toBe('NOT_SIGNED_UP');
  expect(await thank('other', 'poor', '', 'anna')).toBe('NOT_FOUND');
  expect(await thank('bert', 'good', '测试违规')).toBe('CONTENT_REFUSED');
  expect(await world.everything()).toBe(before);
  expect((await past('carl')).map(({ outcome, canThank }) => [outcome, canThank])).toEqual([
    ['waited', false],
  ]);
});

it('is read by the team, without names, and by no other', async () => {
  const read = await said();
  expect(read.counts).toEqual({ good: 0, fair: 1, poor: 1 });
  expect(read.words.map(({ words }) => words).sort()).toEqual(['等了一个钟头', '还可以'].sort());
  expect(JSON.stringify(read)).not.toContain(ids['anna']);
  expect(await world.code('other', 'signups.said', { activityId })).toBe('NOT_ALLOWED');
});

it('not a month later any more', async () => {
  await world.at(end + 30 * DAY - MINUTE);
  expect(await thank('anna', 'good')).toBe('OK');
  await world.at(end + 30 * DAY);
  expect(await thank('anna', 'poor')).toBe('TIME_PASSED');
  expect((await past('anna'))[0]).toMatchObject({ face: 'good', canThank: false });
});

it('goes with the account', async () => {
  await world.did('bert', 'account.delete', {});
  await world.at(end + 31 * DAY);
  await world.did(null, 'jobs.sweep', { name: 'partAccounts' });
  expect((await world.documents('thanks')).map(({ accountId }) => accountId)).toEqual([ids['anna']]);
});

it('what was called off or given up is told as that', async () => {
  const later = MORNING + 40 * DAY;
  await world.at(later);
  const slot = { start: later + HOUR, end: later + 2 * HOUR };
  const off = await world.post([slot]);
  const left = await world.post([{ start: later + 3 * HOUR, end: later + 4 * HOUR }]);
  for (const { slotId: id } of [off, left])
    await world.did('other', 'signups.take', { slotId: id, wait: false });
  await world.did('leader', 'activities.cancel', { activityId: off.activityId, reason: '下雨' });
  await world.did('other', 'signups.cancel', { signupId: signupIdOf(left.slotId, ids['other'] ?? '') });
  expect((await past('other')).map(({ outcome }) => outcome).sort()).toEqual(['calledOff', 'cancelled']);
  expect(
    await world.code('other', 'signups.thank', {
      signupId: signupIdOf(off.slotId, ids['other'] ?? ''),
      face: 'good',
    }),
  ).toBe('CANCELLED');
});

it('comes page by page', async () => {
  const first = await world.did('other', 'signups.history', { limit: 1 });
  expect(first.past).toHaveLength(1);
  const second = await world.did('other', 'signups.history', {
    limit: 1,
    ...(first.next && { before: first.next }),
  });
  expect(second.past).toHaveLength(1);
  expect(second.next).toBeNull();
  expect(second.past[0]?.signupId).not.toBe(first.past[0]?.signupId);
});

it('and of one moment none is left out, however small the page', async () => {
  const at = new Date(MORNING + 40 * DAY);
  await world.alter('signups', { accountId: ids['other'] ?? '' }, { $set: { at } });
  const seen: string[] = [];
  type Next = Output<'signups.history'>['next'];
  for (let before: Next | undefined = undefined; before !== null;) {
    const input: Input<'signups.history'> = { limit: 1, ...(before && { before }) };
    const page: Output<'signups.history'> = await world.did('other', 'signups.history', input);
    seen.push(...page.past.map(({ signupId }) => signupId));
    before = page.next;
  }
  expect(seen).toHaveLength(2);
  expect(new Set(seen).size).toBe(2);
});
