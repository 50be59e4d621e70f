import { callOrRecall } from '../../services/cache';
import { go, goTab, markTab, routes } from '../../services/routes';
import { openSession, session } from '../../services/session';
import { wordsFor } from '../../services/words';
import { mePage, type MePage } from './model';

Page({
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    introducing: false,
    me: null as MePage | null,
    /** Serves as staff somewhere. */
    serves: false,
  },
  version: 0,

  onShow() {
    markTab(this, 'me');
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  async load() {
    const version = ++this.version;
    // The account is made when the session is first opened; offline the kept answer is shown all the same.
    await openSession();
    const result = await callOrRecall('me.view', {}, 'me');
    if (version !== this.version) return;
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.setData({
      state: 'ready',
      staleSince: result.staleSince ?? 0,
      me: mePage(result.data, Date.now()),
      serves: (session()?.duties.length ?? 0) > 0,
    });
  },

  introduce() {
    this.setData({ introducing: true });
  },
  introduceClosed() {
    this.setData({ introducing: false });
  },
  introduceDone() {
    this.setData({ introducing: false });
    void this.load();
  },
  openActivities() {
    goTab('activities');
  },
  openHours() {
    go(routes.hours());
  },
  openLed() {
    go(routes.led());
  },
  openReview() {
    go(routes.review());
  },
  post(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.post(event.currentTarget.dataset.id));
  },
  retry() {
    this.setData({ state: 'loading' });
    void this.load();
  },
});
