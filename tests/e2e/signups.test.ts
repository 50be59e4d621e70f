/** Two phones: a place for a parent who has none, a place that comes free, a place that a teammate takes over. */
import type { Browser } from 'playwright-core';

import { accountIdOf, signupIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openTable, type Phone, type Table } from '../../harness/phones';
import { story } from '../support/steps';
import type { World } from '../../harness/world';

const LEADER = 'o-wang-fang';
/** Keeps 张桂兰, who has no phone. */
const RESIDENT = 'o-li-daye';
/** Both of the leader's team. */
const MEMBER = 'o-chen-xiaoyu';
const TEAMMATE = 'o-zhao-lei';
const MOTHER = '张桂兰';

const SIGNED = 'packages/volunteer/signed/index';

let browser: Browser;
let city: City;
let world: World;
let table: Table;
let left: Phone;
let right: Phone;

inCity((scene) => {
  ({ city, browser, world } = scene);
});

async function sitDown(leftOpenid: string, rightOpenid: string): Promise<void> {
  table = await openTable(browser, city.url, { left: leftOpenid, right: rightOpenid });
  ({ left, right } = table);
  await Promise.all([left.allowLocation(), right.allowLocation()]);
}

/** The page of the sign-up, once the question about messages is answered, if it was asked. */
async function signed(phone: Phone, words: string | RegExp): Promise<void> {
  const asked = phone.overlay.getByText('允许', { exact: true }).last();
  const page = phone.frame.locator(`.page:not([hidden])[data-route="${SIGNED}"]`);
  await asked.or(page).first().waitFor();
  if (await asked.isVisible()) await asked.click();
  await phone.reads(words, await phone.page(SIGNED));
}

async function getUp(): Promise<void> {
  expect([await left.errors(), await right.errors()]).toEqual([[], []]);
  await table.close();
}

interface Posted {
  readonly path: string;
  readonly slotId: string;
  readonly start: number;
}

let days = 12;

/** On a day on which nobody here has anything else to do. */
async function post(slot: {
  kind: 'shift' | 'service';
  name: string;
  capacity: number;
  start?: number;
}): Promise<Posted> {
  const teams = (await world.did(LEADER, 'session.open', {})).teams;
  const start = slot.start ?? city.seededAt + (days += 1) * DAY;
  const { activityId } = await world.did(LEADER, 'activities.post', {
    teamId: teams[0]?.id ?? '',
    title: `${slot.name}进社区`,
    category: 'health',
    summary: '为老人服务',
    risks: '老人起身慢，扶一把',
    contactPhone: '0398-2820001',
    venue: { stationId: '4112' },
    slots: [{ ...slot, start, end: start + 2 * HOUR }],
  });
  return { path: `packages/resident/activity/index?id=${activityId}`, slotId: `${activityId}-1`, start };
}

/** What the store says of a person's sign-up. */
const stateOf = async ({ slotId }: Posted, accountId: string): Promise<unknown> =>
  (await world.documents('signups', { _id: signupIdOf(slotId, accountId) }))[0]?.['state'];

describe('a place for somebody without a phone', () => {
  const step = story(() => table.page);
  let posted: Posted;
  beforeAll(async () => {
    posted = await post({ kind: 'service', name: '理发', capacity: 4 });
    await sitDown(RESIDENT, MEMBER);
  });
  afterAll(() => getUp());

  step('is booked for a relative who comes with two more', async () => {
    await left.open(posted.path);
    await left.page('packages/resident/activity/index');
    await left.tap('替没有手机的家人预约');
    const sheet = left.screen.locator('wx-signup-sheet');
    await left.reads(MOTHER, sheet);
    await sheet.getByLabel('多一个人').click();
    await sheet.getByLabel('多一个人').click();
    await left.reads('3 人', sheet);
    await sheet.getByText('预约', { exact: true }).last().click();
    await signed(left, '预约成功');
    await left.reads(`替${MOTHER}预约的，3 人`);
    const [slot] = await world.documents('slots', { _id: posted.slotId });
    expect(slot?.['taken']).toBe(3);
  });

  step('stands in the list of who booked, and leaves one place', async () => {
    await left.tap('知道了');
    await left.reads(`替${MOTHER}预约的，3 人：已预约`, await left.page('packages/resident/activity/index'));
    await right.open(posted.path);
    await right.reads('还剩 1 个名额', await right.page('packages/resident/activity/index'));
  });

  step('is given back by who booked', async () => {
    await left.tap(new RegExp(`替${MOTHER}预约的`));
    await left.page(SIGNED);
    await left.tap('取消预约');
    await left.answer('取消预约');
    await left.reads('已经取消了', await left.page(SIGNED));
    const [slot] = await world.documents('slots', { _id: posted.slotId });
    expect(slot?.['taken']).toBe(0);
  });
});

describe('a place that comes free', () => {
  const step = story(() => table.page);
  let posted: Posted;
  beforeAll(async () => {
    posted = await post({ kind: 'shift', name: '陪诊', capacity: 1 });
    await world.did(MEMBER, 'signups.take', { slotId: posted.slotId, wait: false });
    await sitDown(MEMBER, TEAMMATE);
  });
  afterAll(() => getUp());

  step('is waited for by the other', async () => {
    await right.open(posted.path);
    await right.page('packages/resident/activity/index');
    await right.tap('名额已满，排队候补');
    await signed(right, '已排上候补');
  });

  step('goes to who waits as soon as it is given up, and asks for an answer', async () => {
    await left.open(posted.path);
    await left.page('packages/resident/activity/index');
    await left.tap('取消报名');
    await left.answer('取消报名');
    await left.reads('名额已满，排队候补', await left.page('packages/resident/activity/index'));
    await right.tap('知道了');
    await right.page('packages/resident/activity/index');
    await right.reads(/请在.*前确认/);
    const [record] = await world.documents('signups', {
      _id: signupIdOf(posted.slotId, accountIdOf(TEAMMATE)),
    });
    expect(record?.['confirmBy']).toBeInstanceOf(Date);
  });

  step('is theirs when they have said so', async () => {
    await right.screen.locator('.action-bar').getByText('确认参加').click();
    await right.screen.getByText('看我的报名').waitFor();
    const [record] = await world.documents('signups', {
      _id: signupIdOf(posted.slotId, accountIdOf(TEAMMATE)),
    });
    expect([record?.['state'], record?.['confirmBy']]).toEqual(['confirmed', undefined]);
  });
});

describe('a place that one cannot keep', () => {
  const step = story(() => table.page);
  let posted: Posted;
  let before: Posted;
  beforeAll(async () => {
    posted = await post({ kind: 'shift', name: '送药', capacity: 1 });
    before = await post({
      kind: 'shift',
      name: '量血压',
      capacity: 3,
      start: posted.start - 2 * HOUR - 10 * MINUTE,
    });
    await world.did(MEMBER, 'signups.take', { slotId: posted.slotId, wait: false });
    await world.did(TEAMMATE, 'signups.take', { slotId: before.slotId, wait: false });
    await sitDown(MEMBER, TEAMMATE);
  });
  afterAll(() => getUp());

  step('is offered to the team', async () => {
    await left.open(
      `${SIGNED}?activityId=${posted.path.split('=')[1] ?? ''}&signupId=${signupIdOf(posted.slotId, accountIdOf(MEMBER))}`,
    );
    await left.page(SIGNED);
    await left.screen.locator('.cancel-button', { hasText: '请队友接替' }).click();
    await left.answer('请人接替');
    await left.reads('正在请队友接替', await left.page(SIGNED));
  });

  step('is found by a teammate, who is told how tight it gets and takes it all the same', async () => {
    await right.open('packages/volunteer/offers/index');
    const page = await right.page('packages/volunteer/offers/index');
    await right.reads('陈晓雨来不了，想请队友接替', page);
    const card = page.locator('.card', { hasText: '送药进社区' });
    await card.getByText('去看看').click();
    await right.page('packages/resident/activity/index');
    await right.tap('我来接替');
    await right.reads(/挨得太近/, right.overlay);
    await right.answer('仍然接替');
    await signed(right, '报名成功');
    expect(await stateOf(posted, accountIdOf(TEAMMATE))).toBe('confirmed');
    expect(await stateOf(posted, accountIdOf(MEMBER))).toBe('cancelled');
  });

  step('is no longer the first one’s', async () => {
    await left.open(posted.path);
    await left.page('packages/resident/activity/index');
    await left.reads('名额已满');
    const told = await world.documents('outbox', { kind: 'offered', accountId: accountIdOf(MEMBER) });
    expect(told.filter((m) => m._id.includes(posted.slotId))).toHaveLength(1);
  });
});

describe('two shifts with hardly any time between them', () => {
  const step = story(() => table.page);
  let posted: Posted;
  beforeAll(async () => {
    const first = await post({ kind: 'shift', name: '挂号引导', capacity: 3 });
    posted = await post({
      kind: 'shift',
      name: '缴费引导',
      capacity: 3,
      start: first.start + 2 * HOUR + 10 * MINUTE,
    });
    await world.did(TEAMMATE, 'signups.take', { slotId: first.slotId, wait: false });
    await sitDown(TEAMMATE, MEMBER);
  });
  afterAll(() => getUp());

  step('are pointed out before one signs up, and taken all the same', async () => {
    await left.open(posted.path);
    await left.page('packages/resident/activity/index');
    await left.tap('报名：缴费引导');
    const sheet = left.screen.locator('wx-signup-sheet');
    await left.reads('和已经报的“挂号引导进社区”挨得太近', sheet);
    await sheet.getByText('仍然报名').click();
    await signed(left, '报名成功');
    expect(await stateOf(posted, accountIdOf(TEAMMATE))).toBe('confirmed');
  });
});
