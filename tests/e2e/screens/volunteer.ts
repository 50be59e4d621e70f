/** Signing up, checking in and out, hours. */
import { makeCode } from '#domain/attendance/code';
import type { LonePhone } from '../../support/phones';
import {
  LEADER,
  NEWCOMER,
  offline,
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

const scan = (name: string, shows: string | RegExp, act: Screen['act']): Screen => ({
  ...{ name, shows, openid: VOLUNTEER, path: 'packages/volunteer/scan/index' },
  ...(act && { act }),
});

export const volunteer: ScreenList = {
  async prepare(stage) {
    stage.ids['signup'] = await signupOf(stage, VOLUNTEER, stage.ids['soon'] ?? '');
    stage.ids['waiting'] = await signupOf(stage, 'o-sun-yue', stage.ids['full'] ?? '');
  },
  screens: [
    {
      ...{ name: 'signed', openid: VOLUNTEER, shows: '报名成功' },
      path: 'packages/volunteer/signed/index?activityId={soon}&signupId={signup}',
    },
    {
      ...{ name: 'signed-waiting', openid: 'o-sun-yue', shows: '已排上候补' },
      path: 'packages/volunteer/signed/index?activityId={full}&signupId={waiting}',
    },
    {
      ...{ name: 'signed-gone', openid: VOLUNTEER, shows: /没有您的报名/ },
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
    { name: 'hours', openid: VOLUNTEER, path: 'packages/volunteer/hours/index', shows: /账目完整/ },
    { name: 'hours-new', openid: NEWCOMER, path: 'packages/volunteer/hours/index', shows: /还没有记录/ },
    offline('hours', 'packages/volunteer/hours/index'),
  ],
};
