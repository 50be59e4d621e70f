import { loading, loadingData, loadInto, reloadPart } from '../../../kit/loading';
import { send, sendingData, type Afterwards } from '../../../kit/sending';
import type { Verdict } from '../../../domain/activities/rules';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { confirm } from '../../../services/phone';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { heldRow, type HeldRow } from './model';

type Tapped = Tap<{ id: string; date?: string }>;

/** What a verdict goes for: an activity, all of a weekly row, or a single date of one. */
interface Target {
  readonly id: string;
  readonly rowId: string;
  readonly title: string;
  readonly revision: number;
}

/** Nothing is being sent back. */
const none: Target = { id: '', rowId: '', title: '', revision: 0 };

Page({
  ...loading,
  data: {
    rows: [] as HeldRow[],
    ...loadingData,
    ...sendingData,
    reasons: ['内容不清楚', '安全提示不够', '涉及钱物，请先报备', '不属于文明实践活动'],
    /** What is being sent back: its sheet is open. */
    refusing: none,
    /** The weekly row whose dates are shown. */
    openedId: '',
  },

  async onPullDownRefresh() {
    await Promise.all([this.load(), reloadPart(this, '#photos')]);
    void wx.stopPullDownRefresh();
  },

  load() {
    return loadInto(this, this.ask(), ({ held }) => {
      const now = cloudNow();
      const rows = held.map((activity) => heldRow(activity, now));
      return { rows, state: rows.length > 0 ? 'ready' : 'empty' };
    });
  },
  async ask() {
    await openSession();
    return callOrRecall('activities.held', {}, 'held');
  },

  /** What was tapped: a whole card, or one date on it. */
  target({ currentTarget: { dataset } }: Tapped): Target | null {
    const row = this.data.rows.find(({ id }) => id === dataset.id);
    if (!row || this.data.busy !== '') return null;
    const { id, rowId, title, revision } = row;
    const date = row.dates.find((one) => one.id === dataset.date);
    if (date) return { id: date.id, rowId: '', title: `${title}，只是${date.text}这一次`, revision };
    return { id, rowId, title: rowId === '' ? title : `${title}，每周一次，全部`, revision };
  },

  onDates(event: Tapped) {
    const { id } = event.currentTarget.dataset;
    this.setData({ openedId: this.data.openedId === id ? '' : id });
  },

  async onPublish(event: Tapped) {
    const target = this.target(event);
    if (!target) return;
    if (!(await confirm('发布这个活动？', `${target.title}。发布后大家都能看到、能报名。`, '发布'))) return;
    await this.judge(target, 'publish', '');
  },

  onRefuse(event: Tapped) {
    const target = this.target(event);
    if (!target) return;
    this.setData({ refusing: target });
  },

  onCloseSheet() {
    this.setData({ refusing: none });
  },

  async onReason(event: Told<{ reason: string }>) {
    const { refusing } = this.data;
    if (refusing.id !== '') await this.judge(refusing, 'refuse', event.detail.reason);
  },

  async judge({ id: activityId, rowId, revision }: Target, verdict: Verdict, reason: string) {
    const after: Afterwards<unknown> = {
      name: activityId,
      done: verdict === 'publish' ? '已发布，会通知队长' : '已退回，会把原因告诉队长',
      failed: ({ code, details }) =>
        code === 'CHANGED' ? '队长刚改过，请再看一遍' : wordsFor(code, details),
      answered: () => {
        this.setData({ refusing: none });
        return this.load();
      },
    };
    if (rowId === '') {
      await send(this, 'activities.review', { activityId, verdict, reason, revision }, after);
    } else {
      await send(this, 'activities.reviewRow', { rowId, verdict, reason }, after);
    }
  },
});
