/** A team from the first word to the last: founded, judged, joined, seen, left, on two phones. */
import type { Browser, Locator } from 'playwright-core';

import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openTable, type Phone, type Table } from '../../harness/phones';
import { story } from '../support/steps';

const FOUNDER = 'o-sun-yue';
const OFFICER = 'o-officer';
const MEMBER = 'o-chen-xiaoyu';
const NAME = '天鹅湖送药上门队';

let browser: Browser;
let city: City;
let table: Table;
let left: Phone;
let right: Phone;
let teamId = '';

const step = story(() => table.page);

inCity(async (scene) => {
  ({ city, browser } = scene);
  await sitDown(OFFICER);
});

afterEach(async () => {
  expect([await left.errors(), await right.errors()]).toEqual([[], []]);
});

async function sitDown(other: string): Promise<void> {
  table = await openTable(browser, city.url, { left: FOUNDER, right: other });
  ({ left, right } = table);
  for (const phone of [left, right]) {
    await phone.allowLocation();
    await phone.screen.locator('wx-activity-card').first().waitFor();
  }
}

const teamState = async () => (await city.emulator.data('teams', { query: { name: NAME } })).documents[0];
const memberStates = async () =>
  (await city.emulator.data('memberships', { query: { teamId } })).documents.map((m) => m['state']).sort();

const card = (page: Locator, text: string) => page.locator('.card', { hasText: text });

describe('1. a volunteer founds a team', () => {
  step('fills in the form; what is missing is said beside its field', async () => {
    await left.open('packages/team/list/index');
    const list = await left.page('packages/team/list/index');
    await left.tap('组建队伍');
    const page = await left.page('packages/team/found/index');
    await left.tap('提交审核');
    await left.reads('请写队伍的名字，30 个字以内', page);
    await left.fill('如：湖滨区邻里帮扶队', NAME);
    await left.tap('医疗健身');
    await left.fill('帮谁、怎么帮、多久一次，写给大家看', '每周两次给出不了门的老人取药、送药。');
    await left.fill('如：会理发，或愿意学', '会骑电动车');
    await left.fill('手机，或带区号的座机', '（0398）2820003');
    await chooseStation(page);
    await left.tap('提交审核');
    await left.reads('已提交审核');
    const team = await teamState();
    expect(team?.['state']).toBe('submitted');
    teamId = String(team?._id);
    await left.back();
    await card(list, NAME).getByText('新队伍，等待审核').waitFor();
  });

  async function chooseStation(page: Locator): Promise<void> {
    await left.tap('选站点');
    const picker = page.locator('wx-station-picker');
    await picker.locator('[class$="--row"]').first().click();
    await picker.getByText('选一个站点').waitFor({ state: 'hidden' });
    await left.reads('换一个站点', page);
  }
});

describe('2. staff read it and agree', () => {
  step('and the team stands', async () => {
    await right.open('packages/centre/teams/index');
    const page = await right.page('packages/centre/teams/index');
    await card(page, NAME).getByText('通过', { exact: true }).click();
    await right.answer('通过');
    await card(page, NAME).waitFor({ state: 'detached' });
    expect((await teamState())?.['state']).toBe('active');
    expect(await memberStates()).toEqual(['active']);
  });
});

describe('3. somebody joins', () => {
  step('finds it by its name, reads what it does and asks', async () => {
    await table.close();
    await sitDown(MEMBER);
    await right.open('packages/team/list/index');
    const list = await right.page('packages/team/list/index');
    await right.fill('按名字找队伍', '送药');
    await right.tap('搜索');
    await card(list, NAME).click();
    const page = await right.page('packages/team/view/index');
    await right.reads('每周两次给出不了门的老人取药、送药。', page);
    await right.tap('申请加入');
    const sheet = page.locator('wx-reason-sheet');
    await sheet.getByText('我住得近').click();
    await sheet.getByText('提交申请').click();
    await right.reads('撤回申请', page);
    expect(await memberStates()).toEqual(['active', 'applied']);
  });

  step('the leader sees who asks and says yes', async () => {
    await left.open(`packages/team/view/index?id=${teamId}`);
    await left.page('packages/team/view/index');
    await left.tap('1 人等着加入，去看看');
    const page = await left.page('packages/team/members/index');
    await left.reads('“我住得近”', page);
    await left.tap('同意');
    await left.answer('同意');
    await left.reads('2 名队员', page);
    expect(await memberStates()).toEqual(['active', 'active']);
  });

  step('and the member sees it at once', async () => {
    await right.open(`packages/team/view/index?id=${teamId}`);
    const page = await right.page('packages/team/view/index');
    await right.reads('您是队员', page);
    await right.reads('2 名队员', page);
  });
});

describe('4. the leader looks after the team', () => {
  step('makes a deputy, who then leads too', async () => {
    const page = await left.page('packages/team/members/index');
    await card(page, '陈晓雨').getByText('调整职务或移出').click();
    await left.answer('请他当副队长');
    await left.reads('副队长', page.locator('.office'));
    const { documents } = await city.emulator.data('memberships', { query: { teamId, role: 'deputy' } });
    expect(documents).toHaveLength(1);
  });

  step('takes the roster along, which is written down', async () => {
    await left.tap('导出名册');
    await left.answer('导出');
    await left.reads(/队员名册.*\.xlsx/, left.overlay);
    await left.answer('关闭');
    const { documents } = await city.emulator.data('audit', {
      query: { action: 'teams.roster', subject: teamId },
    });
    expect(documents).toHaveLength(1);
  });

  step('sees the numbers of the team', async () => {
    await left.open(`packages/team/numbers/index?teamId=${teamId}`);
    const page = await left.page('packages/team/numbers/index');
    await left.reads('最近十二个月', page);
    await left.tap('参加人次');
    await left.reads('0 人次', page);
  });
});

describe('5. the member leaves', () => {
  step('and is gone from the list, the seat free', async () => {
    await right.open(`packages/team/view/index?id=${teamId}`);
    const page = await right.page('packages/team/view/index');
    await right.reads('您是副队长', page);
    await right.tap('退出队伍');
    await right.answer('退出');
    await right.reads('申请加入', page);
    expect(await memberStates()).toEqual(['active', 'left']);
    await left.open(`packages/team/members/index?teamId=${teamId}`);
    await left.reads('1 名队员', await left.page('packages/team/members/index'));
  });
});
