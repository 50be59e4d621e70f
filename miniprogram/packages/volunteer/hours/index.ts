import type { LedgerLine } from '../../../domain/hours/ledger';
import type { Output } from '../../../domain/contract';
import { callOrRecall } from '../../../services/cache';
import { call } from '../../../services/cloud';
import { wordsFor } from '../../../services/words';
import { checkOf, lineModel, summaryModel, type LineModel, type SummaryModel } from './model';

const PAGE = 50;

Page({
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    summary: null as SummaryModel | null,
    lines: [] as LineModel[],
    check: 'PART',
    more: false,
    moreFailed: '',
  },
  /** Newest first, as loaded. */
  ledger: [] as readonly LedgerLine[],
  loading: false,

  onLoad() {
    void this.load();
  },

  async load() {
    const result = await callOrRecall('hours.list', { limit: PAGE }, 'hours');
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    this.ledger = [];
    this.setData({ state: 'ready', staleSince: result.staleSince ?? 0 });
    this.add(result.data);
  },

  add({ lines, more, summary }: Output<'hours.list'>) {
    this.ledger = [...this.ledger, ...lines];
    const now = Date.now();
    this.setData({
      summary: summaryModel(summary),
      lines: this.ledger.map((line) => lineModel(line, now)),
      check: checkOf(this.ledger, more, summary),
      more,
      moreFailed: '',
    });
  },

  async onReachBottom() {
    const last = this.ledger[this.ledger.length - 1];
    if (!this.data.more || this.loading || !last) return;
    this.loading = true;
    const result = await call('hours.list', { before: last.seq, limit: PAGE });
    this.loading = false;
    if (result.ok) this.add(result.data);
    else this.setData({ moreFailed: wordsFor(result.code, result.details) });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },
});
