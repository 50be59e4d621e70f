import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { wordsFor } from '../../../services/words';
import { overdueRow, type OverdueRow } from './model';

interface Reloads {
  load(): Promise<void>;
}

/** Hours that need staff: what one person's word is not enough for, and what nobody has confirmed in time. */
Page({
  ...reloading,
  data: { state: 'loading', failure: '', staleSince: 0, overdue: [] as OverdueRow[] },

  onShow() {
    void this.load();
  },

  async load() {
    const result = await callOrRecall('hours.overdue', {}, 'overdue');
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const now = cloudNow();
    const overdue = result.data.slots.map((slot) => overdueRow(slot, now));
    this.setData({
      overdue,
      state: overdue.length > 0 ? 'ready' : 'empty',
      staleSince: result.staleSince ?? 0,
    });
  },

  onConfirm(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.confirm(event.currentTarget.dataset.id));
  },

  async onPullDownRefresh() {
    const list = this.selectComponent('#cases') as unknown as Reloads | null;
    await Promise.all([this.load(), list?.load()]);
    void wx.stopPullDownRefresh();
  },
});
