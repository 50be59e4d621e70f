/** What can become of a place: booked for others, asked about, offered to teammates. See scripts/seed/signups. */
import { accountIdOf, signupIdOf } from '#domain/ids';
import { activityOf, LEADER, NEWCOMER, offline, VOLUNTEER, type ScreenList } from './screen';

const ACTIVITY = 'packages/resident/activity/index?id={places}';
const signed = (signup: string) => `packages/volunteer/signed/index?activityId={places}&signupId={${signup}}`;
const OFFERS = 'packages/volunteer/offers/index';
/** Has moved up from the waiting list. */
const MOVED_UP = 'o-zhao-lei';
const OFFERER = 'o-volunteer-411202-1';

export const signups: ScreenList = {
  async prepare(stage) {
    const places = await activityOf(stage, '敬老院里剪头发、查身体', LEADER, stage.city.seededAt);
    const { slots } = await stage.world.did(VOLUNTEER, 'activities.view', { activityId: places });
    stage.ids['places'] = places;
    stage.ids['movedUp'] = signupIdOf(`${places}-1`, accountIdOf(MOVED_UP));
    stage.ids['offered'] = signupIdOf(`${places}-2`, accountIdOf(OFFERER));
    stage.ids['relatives'] = slots.flatMap(({ others }) => others)[0]?.signupId ?? '';
  },
  screens: [
    { name: 'activity-for-others', openid: VOLUNTEER, path: ACTIVITY, shows: /替陈奶奶预约的/ },
    {
      name: 'activity-offer',
      openid: VOLUNTEER,
      path: `${ACTIVITY}&offer={offered}`,
      shows: '我来接替',
    },
    {
      name: 'activity-offer-stranger',
      openid: 'o-li-daye',
      path: `${ACTIVITY}&offer={offered}`,
      shows: /只请同队的队员接替/,
    },
    { name: 'activity-asked', openid: MOVED_UP, path: ACTIVITY, shows: '确认参加' },
    {
      name: 'signup-sheet',
      openid: VOLUNTEER,
      path: ACTIVITY,
      shows: '添加没有手机的家人',
      act: async (phone) => {
        await phone.tap('理发号');
        await phone.tap('预约：理发号');
        await phone.reads('陈奶奶', phone.screen.locator('wx-signup-sheet'));
      },
    },
    { name: 'signed-asked', openid: MOVED_UP, path: signed('movedUp'), shows: '轮到您了' },
    { name: 'signed-offered', openid: OFFERER, path: signed('offered'), shows: '正在请队友接替' },
    { name: 'signed-for-others', openid: VOLUNTEER, path: signed('relatives'), shows: /替陈奶奶预约的/ },
    {
      name: 'signed-party',
      openid: VOLUNTEER,
      path: signed('relatives'),
      shows: '改成 2 人',
      act: (phone) => phone.tap('+'),
    },
    { name: 'offers', openid: VOLUNTEER, path: OFFERS, shows: /想请队友接替/ },
    { name: 'offers-none', openid: NEWCOMER, path: OFFERS, shows: '现在没有队友请人接替' },
    offline('offers', OFFERS),
  ],
};
