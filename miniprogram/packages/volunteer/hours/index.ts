import { loading, loadingData, loadInto, loadMore } from '../../../kit/loading';
import type { LedgerLine } from '../../../domain/hours/ledger';
import type { Output } from '../../../domain/contract';
import type { HoursSummary } from '../../../domain/hours/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
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
  ...loading,
  data: {
    ...loadingData,
    /** Whose hours, where they are not mine. */
    whose: '',
    summary: null as SummaryModel | null,
    lines: [] as LineModel[],
    months: [] as Month[],
    check: 'PART',
    more: false,
  },
  /** Newest first, as loaded. */
  ledger: [] as readonly LedgerLine[],
  /** Of the first page: the total belongs to the last line. */
  sums: null as HoursSummary | null,
  /** Somebody without a phone; left out: myself. */
  of: myself,

  onLoad({ person }: PageQuery<'person'>) {
    if (person) this.of = { personId: person };
  },

  /** Seen anew when one comes back, unless one has read far down. */
  onShow() {
    if (this.ledger.length <= PAGE) void this.load();
  },

  load() {
    const { of } = this;
    const asked = callOrRecall('hours.list', { limit: PAGE, ...of }, `hours${of.personId ?? ''}`);
    return loadInto(this, asked, (first) => {
      this.ledger = [];
      this.sums = first.summary;
      const whose = of.personId === undefined ? '' : first.name;
      return { whose, ...this.added(first) };
    });
  },

  /** What is drawn once these lines have come to those before them. */
  added({ lines, more }: Pick<Output<'hours.list'>, 'lines' | 'more'>) {
    const { sums } = this;
    if (!sums) return {};
    this.ledger = [...this.ledger, ...lines];
    const now = cloudNow();
    return {
      summary: summaryModel(sums),
      lines: this.ledger.map((line) => lineModel(line, now)),
      months: monthsOf(this.ledger, more),
      check: checkOf(this.ledger, more, sums),
      more,
    };
  },

  onLine(event: Tap<{ id: string }>) {
    go(routes.line(event.currentTarget.dataset.id));
  },

  onQuestions() {
    go(routes.questions(this.of.personId));
  },

  async onReachBottom() {
    const last = this.ledger[this.ledger.length - 1];
    if (!this.data.more || !last) return;
    const ask = () => call('hours.list', { before: last.seq, limit: PAGE, ...this.of });
    await loadMore(this, ask, (next) => this.added(next));
  },
});
