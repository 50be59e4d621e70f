import { loading, loadingData, loadInto, loadMore } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import type { Output } from '../../../domain/contract';
import type { QuarterChoice } from '../../../domain/hours/reasons';
import type { UnseenLine } from '../../../domain/hours/views';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { confirm } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { stationFlagWords } from '../../../services/words';
import { isQuarter, quarters, unseenShifts, type UnseenShift } from './model';

type Tapped = Tap<{ id: string }>;
type Answer = Output<'hours.unseen'>;

/** What is drawn, and of which quarter. */
const shown: { quarter: QuarterChoice; shifts: UnseenShift[]; more: boolean } = {
  quarter: 'this',
  shifts: [],
  more: false,
};

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    quarters,
    ...shown,
  },
  lines: [] as readonly UnseenLine[],
  next: null as string | null,

  load() {
    const asked = call('hours.unseen', { quarter: this.data.quarter });
    return loadInto(this, asked, (answer) => this.shown([], answer));
  },
  shown(before: readonly UnseenLine[], { lines, next }: Answer) {
    this.lines = [...before, ...lines];
    this.next = next;
    return {
      state: this.lines.length === 0 ? ('empty' as const) : ('ready' as const),
      shifts: unseenShifts(this.lines, stationFlagWords, cloudNow()),
      more: next !== null,
    };
  },

  onReachBottom() {
    const { next } = this;
    if (next === null) return;
    const { quarter } = this.data;
    void loadMore(
      this,
      () => call('hours.unseen', { quarter, after: next }),
      (answer) => this.shown(this.lines, answer),
    );
  },

  onQuarter(event: Told<{ value: string }>) {
    const { value } = event.detail;
    if (!isQuarter(value)) return;
    this.setData({ quarter: value, state: 'loading' });
    void this.load();
  },

  onOpen(event: Tapped) {
    const shift = this.shiftOf(event);
    if (shift) go(routes.confirm(shift.slotId));
  },
  shiftOf({ currentTarget }: Tapped): UnseenShift | undefined {
    return this.data.shifts.find(({ id }) => id === currentTarget.dataset.id);
  },

  async onLook(event: Tapped) {
    const shift = this.shiftOf(event);
    if (!shift || this.data.busy !== '') return;
    const told = `${shift.title}，${shift.about}。看过以后不再列在这里，会记入操作日志。有不对的，先点开更正。`;
    if (!(await confirm('这一场看过了？', told, '看过了'))) return;
    await send(
      this,
      'hours.look',
      { slotId: shift.slotId },
      { name: shift.id, done: '已记下', answered: () => this.load() },
    );
  },
});
