/** Photos of what has been: a leader adds them, WeChat and staff look at them, and then everybody does. */
import type { Browser } from 'playwright-core';

import { DAY } from '#domain/time';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openPhone, type LonePhone } from '../../harness/phones';
import { story } from '../support/steps';
import type { World } from '../../harness/world';
import { activityOf } from './screens/screen';

const LEADER = 'o-wang-fang';
const OFFICER = 'o-officer';
const VOLUNTEER = 'o-zhao-lei';
const REPORT = 'packages/leader/report/index';
const SEND = '写好了';

let browser: Browser;
let city: City;
let world: World;
let leader: LonePhone;
let officer: LonePhone;
let volunteer: LonePhone;
let activityId: string;

const step = story(() => leader.window);

inCity(async (scene) => {
  ({ city, browser, world } = scene);
  const stage = { city, world, ids: {} };
  activityId = await activityOf(stage, '八段锦晨练教学', LEADER, city.seededAt - 2 * DAY);
  const phone = (openid: string, path: string) => openPhone(browser, city.url, { openid, path });
  leader = await phone(LEADER, `${REPORT}?activityId=${activityId}`);
  officer = await phone(OFFICER, 'packages/centre/review/index');
  volunteer = await phone(VOLUNTEER, 'pages/activities/index');
});

afterEach(async () => {
  const errors = await Promise.all([leader, officer, volunteer].map((phone) => phone.errors()));
  expect(errors).toEqual([[], [], []]);
});

const pictures = (phone: LonePhone) => phone.screen.locator('wx-photo-wall wx-image');
const states = async () => (await world.documents('photos', { activityId })).map((photo) => photo['state']);

/** What the job and WeChat make of what was added, until nothing of it is left to be done. */
async function looked(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await city.emulator.fireTimer('jobs', 'jobs-tick');
    await city.emulator.pushed();
  }
}

async function fromAlbum(...scenes: readonly string[]): Promise<void> {
  await leader.tap('加照片');
  await leader.answer('从相册选择');
  for (const scene of scenes) await leader.overlay.getByLabel(scene).click();
  await leader.answer('完成');
}

/** So many and no more, as soon as the page has drawn them. */
async function pictured(phone: LonePhone, count: number): Promise<void> {
  await pictures(phone)
    .nth(count - 1)
    .waitFor();
  await pictures(phone).nth(count).waitFor({ state: 'detached' });
}

async function photosShown(phone: LonePhone, count: number): Promise<void> {
  await phone.open(`packages/resident/activity/index?id=${activityId}`);
  await phone.reads('练了八段锦，来了十二个人');
  await pictured(phone, count);
}

describe('photos of what has been', () => {
  step('are chosen from the album, put in order, and sent with the words', async () => {
    await leader.fill('如：来了三十位老人，理了二十六个头，下次要多带两把椅子', '练了八段锦，来了十二个人');
    await fromAlbum('会被拦下的', '广场义剪', '河边清理');
    await pictured(leader, 3);
    await leader.screen.getByLabel('活动照片，第 3 张，共 3 张').click();
    await leader.answer('往前挪');
    await leader.screen.getByLabel('活动照片，第 3 张，共 3 张').click();
    await leader.answer('不要这张');
    await pictured(leader, 2);
    await leader.tap(SEND);
    await leader.reads(/大家在活动页能看到/, leader.overlay);
    expect(await world.documents('photos', { activityId })).toHaveLength(2);
  });

  step('are seen by others once WeChat has let them pass, and never those that it refuses', async () => {
    await looked();
    expect((await states()).sort()).toEqual(['passed', 'refused']);
    await photosShown(volunteer, 1);
    await volunteer.screen.getByLabel('活动照片，第 1 张，共 1 张').click();
    await volunteer.reads('1 / 1', volunteer.overlay);
    await leader.open(`${REPORT}?activityId=${activityId}`);
    await leader.reads(/有 1 张照片没有通过检查/);
    await pictured(leader, 1);
  });

  step('that were chosen without network are sent when there is one', async () => {
    await leader.world({ online: false });
    await leader.tap('加照片');
    await leader.answer('拍摄');
    await leader.screen.getByLabel('活动照片，第 2 张，共 2 张').waitFor();
    await leader.tap(SEND);
    await leader.reads('没传上');
    await leader.answer('知道了');
    expect(await world.documents('photos', { activityId })).toHaveLength(2);
    await leader.world({ online: true });
    await leader.tap(SEND);
    await leader.reads(/大家在活动页能看到/, leader.overlay);
    await leader.open(`packages/resident/activity/index?id=${activityId}`);
    await leader.reads('正在检查');
    await looked();
    await photosShown(volunteer, 2);
  });

  step('that WeChat doubts are judged by staff', async () => {
    await leader.open(`${REPORT}?activityId=${activityId}`);
    await fromAlbum('要人看的');
    await pictured(leader, 3);
    await leader.tap(SEND);
    await leader.reads(/大家在活动页能看到/, leader.overlay);
    await looked();
    await photosShown(volunteer, 2);
    await officer.open('packages/centre/review/index');
    await officer.reads('活动照片');
    await officer.tap('发布照片');
    await officer.answer('发布');
    await officer.reads('已发布', officer.overlay);
    await photosShown(volunteer, 3);
  });
});
