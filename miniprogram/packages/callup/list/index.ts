import { loading, loadingData, loadInto } from '../../../kit/loading';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { go, routes } from '../../../services/routes';
import { callRow, whichChips, type CallRow } from './model';

Page({
  ...loading,
  data: {
    ...loadingData,
    chips: whichChips,
    which: 'open',
    rows: [] as CallRow[],
  },

  load() {
    const over = this.data.which === 'over';
    const asked = callOrRecall('callups.list', { over, limit: 50 }, `callups:${this.data.which}`);
    return loadInto(this, asked, ({ callups }) => ({
      rows: callups.map(callRow(cloudNow())),
      state: callups.length > 0 ? ('ready' as const) : ('empty' as const),
    }));
  },

  onWhich(event: Told<{ value: string }>) {
    this.setData({ which: event.detail.value, state: 'loading' });
    void this.load();
  },
  onOpen(event: Tap<{ id: string }>) {
    go(routes.callDesk(event.currentTarget.dataset.id));
  },
  onNew() {
    go(routes.callNew());
  },
});
