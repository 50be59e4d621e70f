import { reloadPart } from '../../../kit/loading';
import { go, routes } from '../../../services/routes';

/** Questions and hours that wait for this leader, and what they filed for a second person. */
Page({
  data: { shown: 'waiting' },

  onTab(event: Tap<{ shown: string }>) {
    this.setData({ shown: event.currentTarget.dataset.shown });
  },

  onMakeUp() {
    go(routes.makeUp());
  },

  async onPullDownRefresh() {
    await reloadPart(this, '#cases');
    void wx.stopPullDownRefresh();
  },
});
