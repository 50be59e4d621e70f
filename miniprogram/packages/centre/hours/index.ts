import { loading, loadingData, loadInto, reloadPart } from '../../../kit/loading';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { go, routes } from '../../../services/routes';
import { overdueRow, type OverdueRow } from './model';

/** Hours that need staff: what one person's word is not enough for, and what nobody has confirmed in time. */
Page({
  ...loading,
  data: { ...loadingData, overdue: [] as OverdueRow[] },

  load() {
    return loadInto(this, callOrRecall('hours.overdue', {}, 'overdue'), ({ slots }) => {
      const now = cloudNow();
      const overdue = slots.map((slot) => overdueRow(slot, now));
      return { overdue, state: overdue.length > 0 ? 'ready' : 'empty' };
    });
  },

  onConfirm(event: Tap<{ id: string }>) {
    go(routes.confirm(event.currentTarget.dataset.id));
  },

  onUnseen() {
    go(routes.unseenHours());
  },

  async onPullDownRefresh() {
    await Promise.all([this.load(), reloadPart(this, '#cases')]);
    void wx.stopPullDownRefresh();
  },
});
