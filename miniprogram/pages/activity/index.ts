import type { ActivityView, SlotOffer } from '../../domain/views';
import { callOrRecall } from '../../services/cache';
import { isLost, type Failure } from '../../services/cloud';
import { callPhone, confirm, leadTo, tell } from '../../services/phone';
import { go, routes } from '../../services/routes';
import { openScanner } from '../../services/scan';
import { openSession, session } from '../../services/session';
import { cancelSignup, takePlace, wishFor, type Wish } from '../../services/signups';
import { kindWords, wordsFor } from '../../services/words';
import { activityPage, firstChoice, mainButton, type ActivityPage, type MainButton } from './model';

type SlotEvent = WechatMiniprogram.CustomEvent<{ id: string }>;

Page({
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    activity: null as ActivityPage | null,
    chosenId: '',
    button: null as MainButton | null,
    busy: false,
    introducing: false,
  },
  activityId: '',
  activity: null as ActivityView | null,
  wish: null as Wish | null,

  onLoad(query: { id?: string }) {
    this.activityId = query.id ?? '';
  },
  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { title: this.activity?.title ?? '文明实践活动', path: routes.activity(this.activityId) };
  },

  async load() {
    // Whoever comes by a shared link has no account yet; with one, the answer knows what is theirs.
    await openSession();
    const result = await callOrRecall(
      'activities.view',
      { activityId: this.activityId },
      `activity:${this.activityId}`,
    );
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const now = Date.now();
    this.activity = result.data;
    const known = this.slot(this.data.chosenId);
    const chosenId = known ? known.id : firstChoice(result.data.slots);
    this.setData({
      state: 'ready',
      staleSince: result.staleSince ?? 0,
      activity: activityPage(result.data, now),
      chosenId,
      button: mainButton(this.slot(chosenId), now),
    });
  },

  slot(id: string): SlotOffer | undefined {
    return this.activity?.slots.find((slot) => slot.id === id);
  },
  choose(event: SlotEvent) {
    const { id } = event.detail;
    this.setData({ chosenId: id, button: mainButton(this.slot(id), Date.now()) });
  },

  act() {
    const slot = this.slot(this.data.chosenId);
    if (!slot || this.data.busy) return;
    switch (this.data.button?.action) {
      case 'take':
        return void this.want(wishFor(slot.id, false));
      case 'wait':
        return void this.want(wishFor(slot.id, true));
      case 'checkIn':
      case 'checkOut':
        return void openScanner(slot.id);
      case 'mine':
        return slot.mine ? go(routes.signed(this.activityId, slot.mine.signupId)) : undefined;
      case 'none':
      case undefined:
        return undefined;
    }
  },

  async want(wish: Wish) {
    this.wish = wish;
    if (session()?.introduced === false) return this.setData({ introducing: true });
    this.setData({ busy: true });
    const result = await takePlace(wish);
    this.setData({ busy: false });
    if (!result.ok) return this.refused(wish, result);
    this.wish = null;
    const { signupId, ahead } = result.data;
    go(routes.signed(this.activityId, signupId, ahead));
  },

  async refused(wish: Wish, { ok, code, details }: Failure) {
    if (code === 'INTRODUCTION_NEEDED') return this.setData({ introducing: true });
    if (isLost({ ok, code, details })) return this.tryAgain(wish, wordsFor(code));
    await this.load();
    if (code !== 'SLOT_FULL') return tell(wordsFor(code, details));
    const waits = await confirm('名额刚刚满了', '要排队候补吗？有人退出就轮到您。', '排队候补');
    if (waits) await this.want(wishFor(wish.slotId, true));
  },
  async tryAgain(wish: Wish, words: string) {
    if (await confirm('还没有报上', words, '再试一次')) await this.want(wish);
  },

  introduceDone() {
    this.setData({ introducing: false });
    if (this.wish) void this.want(this.wish);
  },
  introduceClosed() {
    this.wish = null;
    this.setData({ introducing: false });
  },

  async cancel(event: SlotEvent) {
    const mine = this.slot(event.detail.id)?.mine;
    if (!mine) return;
    const yes = mine.state === 'waiting' ? '不排了' : `取消${kindWords[mine.kind].take}`;
    const sure = await confirm('要取消吗？', `${mine.title} ${mine.slotName}`, yes, '不取消');
    if (!sure) return;
    const result = await cancelSignup(mine.signupId);
    tell(result.ok ? '已经取消' : wordsFor(result.code, result.details));
    await this.load();
  },

  call() {
    if (this.activity) callPhone(this.activity.contactPhone);
  },
  lead() {
    if (this.activity) leadTo(this.activity.venue);
  },
  openStation() {
    const stationId = this.activity?.venue.stationId;
    if (stationId) go(routes.station(stationId));
  },
  openDesk() {
    if (this.data.chosenId) go(routes.desk(this.data.chosenId));
  },
  retry() {
    this.setData({ state: 'loading' });
    void this.load();
  },
});
