import type { Input } from '#domain/contract';
import { signupIdOf } from '#domain/ids';
import { DAY, HOUR } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** They come to the home: who booked says where, and who goes there reads it, for as long as it is needed. */
let world: World;
const ids: Record<string, string> = {};
let activityId = '';
const start = MORNING + 2 * HOUR;
const end = start + 2 * HOUR;
let [home = '', shift = ''] = [] as string[];

const visit = {
  area: '湖滨街道',
  address: '建设路 5 号 2 单元 301',
  phone: '13800000011',
  note: '奶奶耳朵背，多敲几下',
  at: start + HOUR,
};
type Visit = NonNullable<Input<'signups.take'>['visit']>;
const take = (who: string, slotId: string, given?: Visit) =>
  world.code(who, 'signups.take', given ? { slotId, wait: true, visit: given } : { slotId, wait: true });
const visits = async () => (await world.did('leader', 'signups.visits', { activityId })).visits;
const kept = async (who: string) =>
  (await world.documents('signups', { _id: signupIdOf(home, ids[who] ?? '') }))[0]?.['visit'];

beforeAll(async () => {
  world = await startWorld();
  for (const person of ['anna', 'bert', 'carl', 'goer', 'other']) ids[person] = await world.person(person);
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.at(MORNING);
  const slots = [
    { kind: 'service', name: '上门理发', start, end, capacity: 1, home: true },
    { kind: 'shift', name: '理发师傅', start, end, capacity: 1 },
  ] as const;
  ({ activityId } = await world.post([...slots]));
  const view = await world.did('anna', 'activities.view', { activityId });
  const of = (kind: string) => view.slots.find((slot) => slot.kind === kind)?.id ?? '';
  [home, shift] = [of('service'), of('shift')];
  expect(view.slots.find(({ id }) => id === home)?.home).toBe(true);
});
afterEach(async () => {
  await world.call('leader', 'activities.cancel', { activityId, reason: '下一场' });
});

it('is said when it is booked, in full or not at all', async () => {
  expect(await take('anna', home)).toBe('VISIT_NEEDED');
  expect(await take('anna', home, { ...visit, at: end })).toBe('BAD_INPUT');
  expect(await take('anna', home, { ...visit, address: ' ' })).toBe('BAD_INPUT');
  expect(await take('anna', home, { ...visit, phone: '12' })).toBe('BAD_INPUT');
  expect(await take('anna', shift, visit)).toBe('BAD_INPUT');
  expect(await visits()).toEqual([]);
  expect(await take('anna', home, visit)).toBe('OK');
  expect(await visits()).toMatchObject([{ name: expect.any(String) as string, visit }]);
});

it('is read by who goes there, not by who waits, and by nobody else', async () => {
  await take('anna', home, visit);
  for (const who of ['anna', 'bert', 'goer'])
    expect(await world.code(who, 'signups.visits', { activityId })).toBe('NOT_FOUND');
  await take('goer', shift);
  expect((await world.did('goer', 'signups.visits', { activityId })).visits).toMatchObject([{ visit }]);
  await world.did('goer', 'signups.cancel', { signupId: signupIdOf(shift, ids['goer'] ?? '') });
  expect(await world.code('goer', 'signups.visits', { activityId })).toBe('NOT_FOUND');
  for (const who of ['bert', 'leader']) {
    const page = JSON.stringify(await world.did(who, 'activities.view', { activityId }));
    expect(page).not.toContain(visit.address);
  }
});

it('stands before who booked it, and in what they take along', async () => {
  await take('anna', home, visit);
  const { slots } = await world.did('anna', 'activities.view', { activityId });
  expect(slots.find(({ id }) => id === home)?.mine).toMatchObject({ visit });
  const { signups } = await world.did('anna', 'account.exportPage', { part: 'signups' });
  expect(signups.some((row) => row.visit?.address === visit.address)).toBe(true);
});

it('of who waits stays unread until they move up', async () => {
  await take('anna', home, visit);
  const others = { ...visit, address: '和平路 9 号' };
  await take('bert', home, others);
  expect(await visits()).toMatchObject([{ visit }]);
  await world.did('anna', 'signups.cancel', { signupId: signupIdOf(home, ids['anna'] ?? '') });
  expect(await visits()).toMatchObject([{ visit: others }]);
  expect(await kept('anna')).toBeUndefined();
});

it('is gone when the visit is over', async () => {
  await take('anna', home, visit);
  await world.at(end + DAY);
  expect(await visits()).toEqual([]);
  await world.did(null, 'jobs.tick', {});
  expect(await kept('anna')).toBeUndefined();
});

it('is gone with the account', async () => {
  await take('carl', home, visit);
  await world.did('carl', 'account.delete', {});
  expect(await kept('carl')).toBeUndefined();
});

it('is asked for as long as the slot stands: who booked has said where they live, or has not', async () => {
  const { slots, form, venue, revision } = await world.did('leader', 'activities.template', { activityId });
  expect(slots.find(({ slotId }) => slotId === home)?.home).toBe(true);
  const without = slots.map(({ slotId, kind, name, start: from, end: to, capacity }) => ({
    slotId: slotId ?? '',
    kind,
    name,
    start: from,
    end: to,
    capacity,
  }));
  const { title = '', category = '', summary = '', risks = '', contactPhone = '' } = form;
  const words = {
    title,
    category,
    summary,
    risks,
    contactPhone,
    venue: { stationId: venue?.stationId ?? '' },
  };
  const change = { activityId, revision, ...words, slots: without };
  expect(await world.code('leader', 'activities.change', change)).toBe('BAD_INPUT');
});
