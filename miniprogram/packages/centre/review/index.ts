import type { Verdict } from '../../../domain/activities/rules';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { isAnswer } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { openSession } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { heldRow, type HeldRow } from './model';

interface Reloads {
  load(): Promise<void>;
}

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string; date?: string }>;

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
  ...reloading,
  data: {
    rows: [] as HeldRow[],
    state: 'loading',
    failure: '',
    staleSince: 0,
    reasons: ['内容不清楚', '安全提示不够', '涉及钱物，请先报备', '不属于文明实践活动'],
    /** What is being sent back: its sheet is open. */
    refusing: none,
    /** The weekly row whose dates are shown. */
    openedId: '',
    /** The one whose verdict is on its way. */
    sendingId: '',
  },
  sendOnce: sendingOnce(),

  onShow() {
    void this.load();
  },

  async onPullDownRefresh() {
    const photos = this.selectComponent('#photos') as unknown as Reloads | null;
    await Promise.all([this.load(), photos?.load()]);
    void wx.stopPullDownRefresh();
  },

  async load() {
    await openSession();
    const result = await callOrRecall('activities.held', {}, 'held');
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const now = cloudNow();
    const rows = result.data.held.map((activity) => heldRow(activity, now));
    this.setData({ rows, state: rows.length > 0 ? 'ready' : 'empty', staleSince: result.staleSince ?? 0 });
  },

  /** What was tapped: a whole card, or one date on it. */
  target({ currentTarget: { dataset } }: Tapped): Target | null {
    const row = this.data.rows.find(({ id }) => id === dataset.id);
    if (!row || this.data.sendingId !== '') return null;
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

  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { refusing, sendingId } = this.data;
    if (refusing.id === '' || sendingId !== '') return;
    await this.judge(refusing, 'refuse', event.detail.reason);
  },

  async judge({ id: activityId, rowId, revision }: Target, verdict: Verdict, reason: string) {
    this.setData({ sendingId: activityId });
    const result =
      rowId === ''
        ? await this.sendOnce('activities.review', { activityId, verdict, reason, revision })
        : await this.sendOnce('activities.reviewRow', { rowId, verdict, reason });
    this.setData({ sendingId: '' });
    if (!result.ok) {
      tell(result.code === 'CHANGED' ? '队长刚改过，请再看一遍' : wordsFor(result.code, result.details));
      // The sheet stays for another try; what was refused is seen anew.
      if (!isAnswer(result)) return;
    } else {
      tell(verdict === 'publish' ? '已发布，会通知队长' : '已退回，会把原因告诉队长');
    }
    this.setData({ refusing: none });
    await this.load();
  },
});
