import type { DeskScope } from '../../../domain/requests/views';
import { loading, loadingData, loadInto, loadMore } from '../../../kit/loading';
import { callOrRecall } from '../../../services/cache';
import { call } from '../../../services/cloud';
import { firstPage, listData, nextPage, PAGE_SIZE } from '../listing';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';

const scopes: readonly { id: DeskScope; name: string }[] = [
  { id: 'waiting', name: '等处理' },
  { id: 'out', name: '没办结的' },
  { id: 'closed', name: '办结的' },
];
const emptyWords: Readonly<Record<DeskScope, string>> = {
  waiting: '没有等您处理的求助',
  out: '没有在办的求助',
  closed: '还没有办结的求助',
};

const first: { scope: DeskScope; empty: string } = { scope: 'waiting', empty: emptyWords.waiting };

/** The dispatch desk: what waits, what presses most first; what is with somebody; what is over. */
Page({
  ...loading,
  data: {
    ...loadingData,
    scopes,
    ...first,
    ...listData,
  },

  load() {
    return loadInto(this, this.ask(), firstPage);
  },
  async ask() {
    await openSession();
    const { scope } = this.data;
    return callOrRecall('requests.desk', { scope, limit: PAGE_SIZE }, `requests-desk-${scope}`);
  },
  async onReachBottom() {
    const { next, rows, scope } = this.data;
    if (next === null) return;
    await loadMore(
      this,
      () => call('requests.desk', { scope, after: next, limit: PAGE_SIZE }),
      nextPage(rows.length),
    );
  },

  onScope(event: Told<{ value: DeskScope }>) {
    const { value: scope } = event.detail;
    this.setData({ scope, empty: emptyWords[scope], rows: [], state: 'loading' });
    void this.load();
  },
  onCall() {
    go(routes.ask({ as: 'hotline' }));
  },
});
