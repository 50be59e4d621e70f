/** A centre calls, a volunteer answers by tapping, the desk counts, and it ends when everyone is home. */
import type { Browser } from 'playwright-core';

import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';
import { volunteer } from '../../harness/people';
import { openPhone, type LonePhone } from '../../harness/phones';
import { startTestSimulator } from '../../harness/simulator';
import { startWorld } from '../../harness/small-city';
import { join } from '../../harness/teams';
import type { World } from '../../harness/world';
import { callUp } from '../support/callups';
import { story } from '../support/steps';

let world: World;
let simulator: Simulator;
let browser: Browser;
let desk: LonePhone;
let anna: LonePhone;
let callupId = '';

const step = story(() => desk.window);
const phone = (openid: string, path: string) => openPhone(browser, simulator.url, { openid, path });
const figure = (name: string) => desk.screen.locator('.figure').filter({ hasText: name }).locator('.value');
const counts = async (name: string, many: number) => {
  await figure(name)
    .filter({ hasText: String(many) })
    .waitFor();
};

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), launchBrowser()]);
  simulator = await startTestSimulator(world.emulator.url);
  for (const person of ['anna', 'bert']) {
    const accountId = await volunteer(world, person);
    await join(world, world.leaderTeam, person, accountId, 'leader');
  }
  callupId = await callUp(world, 'officer');
  desk = await phone('officer', 'packages/callup/list/index');
}, 400_000);

afterAll(async () => {
  await browser.close();
  await simulator.close();
  await world.close();
});

afterEach(async () => expect(await desk.errors()).toEqual([]));

step('the desk reads that nobody has answered', async () => {
  await desk.tap('河堤漫水');
  await counts('没回', 3);
  await counts('还在外', 0);
});

step('who is called finds it first of all, and comes with one tap', async () => {
  anna = await phone('anna', 'pages/home/index');
  await anna.tap('河堤漫水');
  await anna.tap('我来，现在就去');
  await anna.answer('允许');
  // The way there, in the same tap.
  await anna.reads('河堤', anna.overlay);
  await anna.overlay.getByLabel('返回').click();
  await anna.reads(/您说了.*到/);
  expect(await anna.errors()).toEqual([]);
});

step('the desk answers for who was telephoned', async () => {
  await desk.tap('要打电话');
  const bert = desk.screen.locator('.person').filter({ hasText: 'bert' });
  await bert.getByText('电话里怎么说').click();
  await desk.answer('来不了');
  await counts('来不了', 1);
  await counts('还在外', 1);
});

step('it does not end while somebody is out', async () => {
  await desk.tap('结束召集');
  await desk.answer('结束');
  await desk.reads(/还有人没有报平安/, desk.overlay);
  await desk.answer('知道了');
});

step('and does once they are home', async () => {
  await anna.tap('平安到家');
  await anna.reads('您已经报了平安，辛苦了');
  await desk.tap('结束召集');
  await desk.answer('结束');
  await desk.screen.getByText('结束召集', { exact: true }).waitFor({ state: 'hidden' });
  expect((await world.documents('callups', { _id: callupId }))[0]).toMatchObject({ state: 'over' });
});
