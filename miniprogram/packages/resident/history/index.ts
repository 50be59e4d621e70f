import type { Output } from '../../../domain/contract';
import { loading, loadingData, loadInto, loadMore } from '../../../kit/loading';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { appended } from '../../../services/list';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { pastRow, type PastRow } from './model';

const PAGE_SIZE = 20;

Page({
  ...loading,
  data: {
    ...loadingData,
    rows: [] as PastRow[],
    /** Where the next page begins; null after the last. */
    next: null as Output<'signups.history'>['next'],
  },

  /** Whoever comes back to a long list finds it where it was. */
  onShow() {
    if (this.data.rows.length <= PAGE_SIZE) void this.load();
  },
  load() {
    return loadInto(this, this.ask(), ({ past, next }) => ({
      rows: past.map(pastRow(cloudNow())),
      next,
      // What is still ahead is on no page of the past.
      state: past.length > 0 || next !== null ? 'ready' : 'empty',
    }));
  },
  async ask() {
    await openSession();
    return callOrRecall('signups.history', { limit: PAGE_SIZE }, 'history');
  },
  async onReachBottom() {
    const { next, rows } = this.data;
    if (next === null) return;
    await loadMore(
      this,
      () => call('signups.history', { before: next, limit: PAGE_SIZE }),
      (page) => ({ ...appended('rows', rows.length, page.past.map(pastRow(cloudNow()))), next: page.next }),
    );
  },

  onOpen(event: Tap<{ id: string; kind: PastRow['kind'] }>) {
    const { id, kind } = event.currentTarget.dataset;
    go(routes.activity(id, { as: kind }));
  },
  onSaid(event: Told<{ face: string }, { index: number }>) {
    this.setData({ [`rows[${event.currentTarget.dataset.index}].face`]: event.detail.face });
  },
});
