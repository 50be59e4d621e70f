/** Signing up, checking in and out, hours. */
import { makeCode } from '#domain/attendance/code';
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

export const volunteer: ScreenList = {
  async prepare(stage) {
    stage.ids['signup'] = await signupOf(stage, VOLUNTEER, stage.ids['soon'] ?? '');
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
