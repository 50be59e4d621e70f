/** The life of an activity on two phones: a draft, sent, sent back, mended, published, moved; and one held every week. */
import type { Browser } from 'playwright-core';

import { accountIdOf } from '#domain/ids';
import { timesOf } from '#domain/activities/times';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openPhone, type LonePhone } from '../../harness/phones';
import { until } from '../../harness/wait';
import { story } from '../support/steps';
import type { World } from '../../harness/world';

const LEADER = 'o-wang-fang';
const OFFICER = 'o-officer';
const VOLUNTEER = 'o-zhao-lei';
const TITLE = '社区旧书募捐';
const MENDED = '社区旧书漂流';

let browser: Browser;
let city: City;
let world: World;
let leader: LonePhone;
let officer: LonePhone;
let volunteer: LonePhone;

const step = story(() => leader.window);

inCity(async (scene) => {
  ({ city, browser, world } = scene);
  const phone = (openid: string, path: string) => openPhone(browser, city.url, { openid, path });
  leader = await phone(LEADER, 'packages/leader/activities/index');
  officer = await phone(OFFICER, 'packages/centre/review/index');
  volunteer = await phone(VOLUNTEER, 'pages/activities/index');
});

afterEach(async () => {
  const errors = await Promise.all([leader, officer, volunteer].map((phone) => phone.errors()));
  expect(errors).toEqual([[], [], []]);
});

const LIST = 'packages/leader/activities/index';
const FORM = 'packages/leader/post/index';
const card = (phone: LonePhone, text: string) =>
  phone.screen.locator('.card').filter({ hasText: text }).first();
const activityOf = async (title: string) => (await world.documents('activities', { title }))[0];

describe('a draft', () => {
  step('is kept half filled in, and found again in the list', async () => {
    await leader.tap('发起活动');
    await leader.page(FORM);
    await leader.fill('如：周日给老人理发', TITLE);
    await leader.tap('存为草稿');
    await leader.reads(/已存为草稿/, leader.overlay);
    expect((await activityOf(TITLE))?.['state']).toBe('draft');
    await leader.back();
    await leader.page(LIST);
    await card(leader, TITLE).getByText('接着填', { exact: true }).click();
    await leader.page(FORM);
    await leader.reads(TITLE);
  });

  step('says what is missing when it is sent too early', async () => {
    await leader.tap('发布活动');
    await leader.reads(/处要填好/, leader.overlay);
  });

  step('is sent, and waits for a person, as the words ask for one', async () => {
    await leader.tap('爱心帮扶');
    await leader.fill('做什么、怎么做，写给大家看', '把家里不看的书收上来，送给需要的人。');
    await leader.fill('如：户外活动，注意防晒和来往车辆', '搬书注意腰');
    await leader.fill('手机，或带区号的座机', '13903981006');
    await leader.tap('更多要求');
    await leader.tap('满 18 岁');
    await leader.tap('发布活动');
    await leader.reads('已提交审核');
    await leader.tap('我发起的活动');
    await leader.page(LIST);
    await leader.reads('待审核');
  });
});

describe('sent back', () => {
  step('the reviewer says why', async () => {
    await officer.open('packages/centre/review/index');
    await card(officer, TITLE).getByText('退回', { exact: true }).click();
    await officer.tap('涉及钱物，请先报备');
    await officer.screen.locator('wx-reason-sheet').getByText('退回', { exact: true }).last().click();
    await officer.reads(/已退回/, officer.overlay);
  });

  step('the leader reads it, mends it and sends it again: published at once', async () => {
    await leader.open(LIST);
    await leader.reads('被退回');
    await card(leader, TITLE).getByText('修改', { exact: true }).click();
    await leader.page(FORM);
    await leader.reads('涉及钱物，请先报备');
    await leader.fill('如：周日给老人理发', MENDED);
    await leader.tap('重新提交');
    await leader.reads('已发布');
    const activity = await activityOf(MENDED);
    expect(activity).toMatchObject({ state: 'published', minimumAge: 18 });
    expect(await world.documents('slots', { activityId: activity?._id })).toHaveLength(1);
  });
});

describe('moved to another time', () => {
  let activityId = '';

  step('a volunteer has signed up', async () => {
    activityId = String((await activityOf(MENDED))?._id);
    await volunteer.open(`packages/resident/activity/index?id=${activityId}`);
    await volunteer.tap('报名：志愿者班次');
    await volunteer.answer('允许');
    await volunteer.page('packages/volunteer/signed/index');
    await volunteer.reads('报名成功');
  });

  step('the leader is told how many are asked again, and moves it', async () => {
    await leader.open(LIST);
    await card(leader, MENDED).getByText('修改', { exact: true }).click();
    await leader.page(FORM);
    await leader.reads('已经有 1 人报名');
    await leader.screen.locator('wx-slot-editor wx-picker').nth(1).click();
    await leader.overlay.locator('.wx-wheel').first().locator('.wx-wheel-row').nth(9).click();
    await leader.answer('确定');
    await leader.reads('9:30');
    await leader.tap('改好了');
    await leader.reads(/1 人会收到消息/, leader.overlay);
    await leader.answer('改');
    await leader.reads(/已通知报名的 1 人/);
  });

  step('they are told, see the new time, and say that they still come', async () => {
    const told = await world.documents('outbox', { kind: 'changed', accountId: accountIdOf(VOLUNTEER) });
    expect(told.filter(({ page }) => String(page).includes(activityId))).toHaveLength(1);
    await volunteer.open(`packages/resident/activity/index?id=${activityId}`);
    await volunteer.reads(/9:30–10:30/);
    await volunteer.reads(/有变动，等确认/);
    await volunteer.reads(/时间从.*改到.*9:30–10:30/);
    await volunteer.tap('我来');
    const signups = () => world.documents('signups', { activityId });
    await until(async () => (await signups())[0]?.['revision'] === 1);
    expect((await signups()).map(({ state }) => state)).toEqual(['confirmed']);
  });
});

describe('a night', () => {
  const NIGHT = '夜里陪护值班';
  const editor = () => leader.screen.locator('wx-slot-editor');
  /** Turns the wheels of the n-th picker, hours and minutes, to rows that may be out of sight. */
  async function choose(picker: number, hours: number, minutes: number): Promise<void> {
    await editor().locator('wx-picker').nth(picker).click();
    for (const [wheel, row] of [hours, minutes].entries())
      await leader.overlay
        .locator('.wx-wheel')
        .nth(wheel)
        .locator('.wx-wheel-row')
        .nth(row)
        .dispatchEvent('click');
    await leader.answer('确定');
  }

  step('from 22:00 to 06:00 is posted with the wheels, and said before it is sent', async () => {
    await leader.open(FORM);
    await leader.fill('如：周日给老人理发', NIGHT);
    await leader.tap('爱心帮扶');
    await leader.fill('做什么、怎么做，写给大家看', '夜里在病房外陪着，有事叫护士。');
    await leader.fill('如：户外活动，注意防晒和来往车辆', '白天先睡好');
    await leader.fill('手机，或带区号的座机', '+86 139-0398 1006');
    await choose(1, 22, 0);
    await choose(2, 6, 0);
    await leader.reads('到次日 06:00，共 8 小时');
    await leader.tap('发布活动');
    await leader.reads('已发布');
    const activity = await activityOf(NIGHT);
    expect(activity?.['contactPhone']).toBe('13903981006');
    const [slot] = await world.documents('slots', { activityId: activity?._id });
    const [start, end] = [slot?.['start'], slot?.['end']].map((at) => new Date(String(at)).getTime());
    expect(timesOf({ start: start ?? 0, end: end ?? 0 })).toMatchObject({ from: '22:00', to: '06:00' });
  });

  step('reads so on its page, comes back into the form, and is changed to end at midnight', async () => {
    await leader.open(`packages/resident/activity/index?id=${String((await activityOf(NIGHT))?._id)}`);
    await leader.reads(/22:00–次日 6:00/);
    await leader.open(LIST);
    await card(leader, NIGHT).getByText('修改', { exact: true }).click();
    await leader.page(FORM);
    await leader.reads('到次日 06:00，共 8 小时');
    await choose(2, 0, 0);
    await leader.reads('到当天半夜 24:00，共 2 小时');
    await leader.tap('改好了');
    await leader.reads(/改好了|已改/);
    await leader.open(LIST);
    await card(leader, NIGHT)
      .getByText(/22:00–24:00/)
      .waitFor();
  });
});

describe('once a week', () => {
  step('an earlier one is taken as the model, and held four weeks in a row', async () => {
    await leader.open(FORM);
    await leader.tap('照以前的活动再办一次');
    await leader.screen.locator('wx-earlier-picker').getByText('家门口的义诊').first().click();
    await leader.holds('如：周日给老人理发', /家门口的义诊/);
    await leader.screen.locator('wx-earlier-picker').getByText('照哪一次再办').waitFor({ state: 'hidden' });
    await leader.tap('每周一次');
    await leader.reads(/每次都可以单独改/);
    await leader.tap('发布活动');
    await leader.reads('每周一次，共 4 次');
    const rows = await world.documents('activities', { title: '家门口的义诊', repeatOf: { $exists: true } });
    expect(rows).toHaveLength(4);
    await leader.tap('我发起的活动');
    await leader.page(LIST);
    const weekly = leader.screen.locator('.card').filter({ hasText: '（每周）' });
    await weekly.filter({ hasText: '家门口的义诊' }).nth(3).waitFor();
  });

  step('a draft nobody needs any more is thrown away', async () => {
    await card(leader, '腊八节给独居老人送粥').getByText('删除', { exact: true }).click();
    await leader.answer('删除');
    await leader.reads('已删除', leader.overlay);
    expect(await activityOf('腊八节给独居老人送粥')).toBeUndefined();
  });
});
