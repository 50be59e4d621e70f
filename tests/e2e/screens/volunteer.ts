/** Signing up, checking in and out, hours. */
import { makeCode } from '#domain/attendance/code';
import { DAY, HOUR } from '#domain/time';
import { accountIdOf, activityIdOf, signupIdOf, slotIdOf } from '#domain/ids';
import type { LonePhone } from '../../../harness/phones';
import {
  LEADER,
  NEWCOMER,
  offline,
  SAYS_NO,
  signupOf,
  VOLUNTEER,
  type Screen,
  type ScreenList,
  type Stage,
} from './screen';

const paste =
  (code: (stage: Stage) => string | Promise<string>) => async (phone: LonePhone, stage: Stage) => {
    await phone.answer('取消');
    await phone.tap('扫不了？粘贴码');
    await phone.fill('wm1 开头的一串字', await code(stage));
    await phone.tap('用这个码');
  };

async function codeOnDesk({ world, ids }: Stage): Promise<string> {
  const slotId = `${ids['soon'] ?? ''}-1`;
  const { key, now } = await world.did(LEADER, 'desk.view', { slotId });
  return makeCode(key, slotId, now);
}

/** Of the seed's morning at the blood pressure cuffs: see scripts/seed/hours. */
function seededLine(openid: string): string {
  const activityId = activityIdOf(accountIdOf(LEADER), 'seed-hours-morning');
  return signupIdOf(slotIdOf(activityId, 1), accountIdOf(openid));
}

const scan = (name: string, shows: string | RegExp, act: Screen['act']): Screen => ({
  name,
  shows,
  openid: VOLUNTEER,
  path: 'packages/volunteer/scan/index',
  ...(act && { act }),
});

/** A service that comes to the home, with somebody who has booked it. */
async function homeVisit({ world, city }: Stage): Promise<string> {
  const { teams } = await world.did(LEADER, 'session.open', {});
  const start = city.seededAt + 3 * DAY;
  const slot = { start, end: start + 2 * HOUR, capacity: 3 };
  const { activityId } = await world.did(LEADER, 'activities.post', {
    teamId: teams[0]?.id ?? '',
    title: '腿脚不便，我们上门',
    category: 'care',
    summary: '理发师傅上门，家人可以代约。',
    risks: '两人一组入户，注意消毒',
    contactPhone: '0398-2820001',
    venue: { stationId: '4112' },
    slots: [{ ...slot, kind: 'service', name: '理发', home: true }],
  });
  await world.did('o-sun-yue', 'signups.take', {
    slotId: slotIdOf(activityId, 1),
    wait: false,
    visit: {
      area: '湖滨区 前进街道',
      address: '建设路 5 号院 2 单元 301',
      phone: '13800000011',
      note: '奶奶耳朵背，多敲几下',
      at: start + HOUR,
    },
  });
  return activityId;
}

export const volunteer: ScreenList = {
  async prepare(stage) {
    stage.ids['signup'] = await signupOf(stage, VOLUNTEER, stage.ids['soon'] ?? '');
    stage.ids['home'] = await homeVisit(stage);
    stage.ids['line'] = seededLine(VOLUNTEER);
    const { lines } = await stage.world.did(VOLUNTEER, 'hours.list', {});
    stage.ids['otherLine'] = lines.find((line) => line.id !== stage.ids['line'])?.id ?? '';
    stage.ids['waiting'] = await signupOf(stage, 'o-sun-yue', stage.ids['full'] ?? '');
  },
  screens: [
    {
      name: 'signed',
      openid: VOLUNTEER,
      shows: '报名成功',
      path: 'packages/volunteer/signed/index?activityId={soon}&signupId={signup}',
    },
    {
      name: 'signed-waiting',
      openid: 'o-sun-yue',
      shows: '已排上候补',
      path: 'packages/volunteer/signed/index?activityId={full}&signupId={waiting}',
    },
    {
      name: 'signed-gone',
      openid: VOLUNTEER,
      shows: /没有您的报名/,
      path: 'packages/volunteer/signed/index?activityId={full}&signupId=none',
    },
    {
      name: 'visits',
      openid: LEADER,
      shows: /建设路/,
      path: 'packages/volunteer/visits/index?id={home}',
    },
    {
      name: 'visits-none',
      openid: LEADER,
      shows: /没有要上门的/,
      path: 'packages/volunteer/visits/index?id={full}',
    },
    {
      name: 'visits-stranger',
      openid: VOLUNTEER,
      shows: SAYS_NO,
      path: 'packages/volunteer/visits/index?id={home}',
    },
    {
      name: 'home-sheet',
      openid: 'o-zhao-lei',
      shows: '上门地址',
      path: 'packages/resident/activity/index?id={home}',
      act: (phone) => phone.tap(/预约：理发/),
    },
    offline('visits', 'packages/volunteer/visits/index?id={home}'),
    offline('signed', 'packages/volunteer/signed/index?activityId={full}&signupId=x', 'o-li-daye'),
    scan('scan', '打开扫一扫', (phone) => phone.answer('取消')),
    scan(
      'scan-refused',
      /不是签到码/,
      paste(() => 'not a code'),
    ),
    scan('scan-done', '签到成功', paste(codeOnDesk)),
    scan('scan-asking', '您已经签到了', paste(codeOnDesk)),
    {
      name: 'scan-kept',
      openid: 'o-zhao-lei',
      path: 'packages/volunteer/scan/index',
      offline: true,
      shows: '已记下，会自动提交',
      act: paste(codeOnDesk),
    },
    { name: 'code', openid: VOLUNTEER, path: 'packages/volunteer/code/index', shows: /秒后换新码/ },
    offline('code', 'packages/volunteer/code/index'),
    { name: 'hours', openid: VOLUNTEER, path: 'packages/volunteer/hours/index', shows: /账目完整/ },
    { name: 'hours-new', openid: NEWCOMER, path: 'packages/volunteer/hours/index', shows: /还没有记录/ },
    offline('hours', 'packages/volunteer/hours/index'),
    { name: 'line', openid: VOLUNTEER, path: 'packages/volunteer/line/index?id={line}', shows: '看我的疑问' },
    {
      name: 'line-ask',
      openid: VOLUNTEER,
      path: 'packages/volunteer/line/index?id={otherLine}',
      shows: '发给队长',
      act: (phone) => phone.tap('有疑问？问队长'),
    },
    {
      name: 'line-stranger',
      openid: NEWCOMER,
      path: 'packages/volunteer/line/index?id={line}',
      shows: SAYS_NO,
    },
    { name: 'questions', openid: VOLUNTEER, path: 'packages/volunteer/questions/index', shows: '等队长答复' },
    {
      name: 'questions-missing',
      openid: 'o-volunteer-411202-4',
      path: 'packages/volunteer/questions/index',
      shows: /等另一位队长/,
    },
    {
      name: 'questions-new',
      openid: NEWCOMER,
      path: 'packages/volunteer/questions/index',
      shows: /还没有问过/,
    },
    offline('questions', 'packages/volunteer/questions/index'),
  ],
};
