import type { LedgerLine } from '../../../domain/hours/ledger';
import type { Output } from '../../../domain/contract';
import type { HoursSummary } from '../../../domain/hours/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { reloading } from '../../../services/reloading';
import { wordsFor } from '../../../services/words';
import { go, routes } from '../../../services/routes';
import {
  checkOf,
  lineModel,
  monthsOf,
  summaryModel,
  type LineModel,
  type Month,
  type SummaryModel,
} from './model';

const PAGE = 50;

const myself: { readonly personId?: string } = {};

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    /** Whose hours, where they are not mine. */
    whose: '',
    staleSince: 0,
    summary: null as SummaryModel | null,
    lines: [] as LineModel[],
    months: [] as Month[],
    check: 'PART',
    more: false,
    moreFailed: '',
  },
  /** Newest first, as loaded. */
  ledger: [] as readonly LedgerLine[],
  loading: false,

  /** Somebody without a phone; left out: myself. */
  of: myself,

  onLoad({ person }: { person?: string }) {
    if (person) this.of = { personId: person };
  },

  /** Of the first page: the total belongs to the last line. */
  sums: null as HoursSummary | null,

  /** Seen anew when one comes back, unless one has read far down. */
  onShow() {
    if (this.ledger.length <= PAGE) void this.load();
  },

  async load() {
    const result = await callOrRecall(
      'hours.list',
      { limit: PAGE, ...this.of },
      `hours${this.of.personId ?? ''}`,
    );
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    this.ledger = [];
    this.sums = result.data.summary;
    const whose = this.of.personId === undefined ? '' : result.data.name;
    this.setData({ state: 'ready', whose, staleSince: result.staleSince ?? 0 });
    this.add(result.data);
  },

  add({ lines, more }: Pick<Output<'hours.list'>, 'lines' | 'more'>) {
    const { sums } = this;
    if (!sums) return;
    this.ledger = [...this.ledger, ...lines];
    const now = cloudNow();
    this.setData({
      summary: summaryModel(sums),
      lines: this.ledger.map((line) => lineModel(line, now)),
      months: monthsOf(this.ledger, more),
      check: checkOf(this.ledger, more, sums),
      more,
      moreFailed: '',
    });
  },

  onLine(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.line(event.currentTarget.dataset.id));
  },

  onQuestions() {
    go(routes.questions(this.of.personId));
  },

  async onReachBottom() {
    const last = this.ledger[this.ledger.length - 1];
    if (!this.data.more || this.loading || !last) return;
    this.loading = true;
    const result = await call('hours.list', { before: last.seq, limit: PAGE, ...this.of });
    this.loading = false;
    if (result.ok) this.add(result.data);
    else this.setData({ moreFailed: wordsFor(result.code, result.details) });
  },
});
