import { draftOf } from '../../../kit/draft';
import { send, sendingData } from '../../../kit/sending';
import { minutes } from '../../../services/format';
import { decoded, goBack } from '../../../services/routes';

type Query = PageQuery<'lineId' | 'name' | 'title' | 'minutes' | 'shift' | 'settles'>;

const unasked: Query = {};

/** How long it stands before the page goes back. */
const SEEN_MS = 1200;

/** Another number for a line that has been credited: written once a second person agrees. */
Page({
  data: {
    name: '',
    title: '',
    now: '',
    before: 0,
    after: 0,
    shift: 0,
    change: '',
    reason: '',
    reasons: ['签到签退记错了', '中途离开', '全程都在', '按纸质签到表'],
    missing: '',
    ...sendingData,
  },
  query: unasked,
  typed: draftOf<{ after: number; reason: string }>('correct'),

  onLoad(query: Query) {
    this.query = query;
    this.typed = draftOf('correct', query.lineId);
    const before = Number(query.minutes ?? 0);
    this.setData({
      name: decoded(query.name),
      title: decoded(query.title),
      now: minutes(before),
      before,
      after: before,
      shift: Math.max(Number(query.shift ?? 0), before),
    });
    const { after, reason } = this.typed.over({ after: before, reason: '' });
    this.turnTo(after);
    this.setData({ reason });
  },

  onMinutes(event: Told<{ value: number }>) {
    const after = event.detail.value;
    this.turnTo(after);
    this.typed.keep({ after });
  },

  turnTo(after: number) {
    const change = after - this.data.before;
    const said = change === 0 ? '' : change > 0 ? `加 ${minutes(change)}` : `减 ${minutes(-change)}`;
    this.setData({ after, change: said, missing: '' });
  },

  onChip(event: Tap<{ reason: string }>) {
    this.say(event.currentTarget.dataset.reason);
  },

  onReason(event: WechatMiniprogram.Input) {
    this.say(event.detail.value);
  },

  say(reason: string) {
    this.setData({ reason, missing: '' });
    this.typed.keep({ reason });
  },

  async onSend() {
    const { after, before } = this.data;
    const reason = this.data.reason.trim();
    if (after === before) return this.setData({ missing: '请先改成对的分钟数' });
    if (reason === '') return this.setData({ missing: '请选一个原因，或写一句' });
    const { lineId = '', settles } = this.query;
    const what = { kind: 'CORRECTION' as const, lineId, minutes: after - before };
    const input = settles ? { what, reason, settles } : { what, reason };
    await send(this, 'hours.file', input, {
      done: '已提交，等另一个人确认',
      then: () => {
        this.typed.drop();
        setTimeout(goBack, SEEN_MS);
      },
    });
  },
});
