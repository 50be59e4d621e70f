/** Photos of what has been, in all that can become of them. */
import { toBuffer } from 'qrcode';
import { uploadPathOf } from '#domain/activities/photos';
import { accountIdOf, activityIdOf } from '#domain/ids';
import { putFile } from '../../../harness/files';
import type { LonePhone } from '../../../harness/phones';
import { LEADER, OFFICER, VOLUNTEER, type ScreenList, type Stage } from './screen';

const ACTIVITY = 'packages/resident/activity/index?id={told}';
const REPORT = 'packages/leader/report/index?activityId={told}';

const SIDE = 640;
/** Squares of nothing in particular, each picture another. */
const picture = async (step: number, words: string): Promise<Buffer> =>
  Buffer.concat([await toBuffer(`photo ${String(step)}`, { width: SIDE }), Buffer.from(words)]);

/** By what the content check says of them: two pass, one is in doubt, one refused, one never answered for. */
const WORDS = ['', '', '测试复核', '测试违规', '测试无应答'];

async function addPhotos({ city, world, ids }: Stage): Promise<void> {
  const activityId = activityIdOf(accountIdOf(LEADER), 'seed-hours-morning');
  ids['told'] = activityId;
  const files = await Promise.all(
    WORDS.map(async (words, index) => {
      const path = uploadPathOf(activityId, accountIdOf(LEADER), `photo-${String(index)}.png`);
      return putFile(city.emulator, path, await picture(index + 1, words), LEADER);
    }),
  );
  const text = '给四十多位老人量了血压，三位偏高的劝他们去了卫生院。';
  await world.did(LEADER, 'activities.report', { activityId, text, photos: files.map((file) => ({ file })) });
  for (let round = 0; round < 2; round += 1) {
    await city.emulator.fireTimer('jobs', 'jobs-tick');
    await city.emulator.pushed();
  }
}

const toPhotos = (phone: LonePhone): Promise<void> =>
  phone.screen.locator('wx-photo-wall').scrollIntoViewIfNeeded();

export const photos: ScreenList = {
  prepare: addPhotos,
  screens: [
    { name: 'activity-photos', openid: VOLUNTEER, path: ACTIVITY, shows: '办得怎么样', act: toPhotos },
    { name: 'activity-photos-team', openid: LEADER, path: ACTIVITY, shows: '正在检查', act: toPhotos },
    { name: 'report-photos', openid: LEADER, path: REPORT, shows: /没有通过检查/, act: toPhotos },
    {
      name: 'report-photos-failed',
      openid: LEADER,
      path: REPORT,
      shows: '没传上',
      act: async (phone) => {
        await phone.tap('加照片');
        await phone.answer('拍摄');
        await phone.screen.getByLabel(/第 5 张，共 5 张/).waitFor();
        await phone.world({ online: false });
        await phone.tap('写好了');
        await phone.answer('知道了');
      },
    },
    { name: 'review-photos', openid: OFFICER, path: 'packages/centre/review/index', shows: '发布照片' },
  ],
};
