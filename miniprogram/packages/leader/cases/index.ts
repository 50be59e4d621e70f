import { go, routes } from '../../../services/routes';

interface Reloads {
  load(): Promise<void>;
}

/** Questions and hours that wait for this leader, and what they filed for a second person. */
Page({
  data: { shown: 'waiting' },

  onTab(event: WechatMiniprogram.TouchEvent<object, object, { shown: string }>) {
    this.setData({ shown: event.currentTarget.dataset.shown });
  },

  onMakeUp() {
    go(routes.makeUp());
  },

  async onPullDownRefresh() {
    const list = this.selectComponent('#cases') as unknown as Reloads | null;
    await list?.load();
    void wx.stopPullDownRefresh();
  },
});
