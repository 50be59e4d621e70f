import type { LedActivity } from '../../../domain/activities/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { session, sessionKnown } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { cancelNote, ledGroups, rowWith, type CardAction, type LedGroup, type LedRow } from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

type Acted = WechatMiniprogram.TouchEvent<
  object,
  object,
  { id: string; title: string; team: string; action: CardAction }
>;

/** Nothing is being cancelled. */
const none = { id: '', slotId: '', note: '', row: null as LedRow | null, whole: false };

Page({
  ...reloading,
  data: {
    groups: [] as LedGroup[],
    state: 'loading',
    failure: '',
    staleSince: 0,
    reasons: ['天气不好', '人手不够', '场地有变', '时间有变'],
    leads: true,
    /** The activity that is being cancelled, or one slot of it: its sheet is open. */
    cancelling: none,
    sending: false,
  },
  sendOnce: sendingOnce(),
  activities: [] as readonly LedActivity[],

  onShow() {
    void this.load();
  },

  async load() {
    await sessionKnown();
    const result = await callOrRecall('activities.led', {}, 'led');
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    this.show(result.data.activities, result.staleSince ?? 0);
  },

  show(activities: readonly LedActivity[], staleSince: number) {
    this.activities = activities;
    this.setData({
      groups: ledGroups(activities, cloudNow()),
      state: activities.length > 0 ? 'ready' : 'empty',
      leads: (session()?.teams.length ?? 0) > 0,
      staleSince,
    });
  },

  onOpen(event: Tapped) {
    go(routes.activity(event.currentTarget.dataset.id));
  },

  onDesk(event: Tapped) {
    go(routes.desk(event.currentTarget.dataset.id));
  },

  onConfirm(event: Tapped) {
    go(routes.confirm(event.currentTarget.dataset.id));
  },

  onPost() {
    go(routes.post());
  },

  onAction(event: Acted) {
    const { id, title, team, action } = event.currentTarget.dataset;
    switch (action) {
      case 'edit':
        return go(routes.editActivity(id));
      case 'copy':
        return go(routes.activityLike(id));
      case 'report':
        return go(routes.report(id));
      case 'discard':
        return void this.discard(id, team, title);
      case 'cancel':
        return this.ask(id, '');
    }
  },

  onCancelSlot(event: WechatMiniprogram.TouchEvent<object, object, { id: string; slot: string }>) {
    const { id, slot } = event.currentTarget.dataset;
    this.ask(id, slot);
  },

  ask(id: string, slotId: string) {
    const activity = this.activities.find((each) => each.id === id);
    if (!activity) return;
    const now = cloudNow();
    const row = slotId === '' ? rowWith(this.activities, id, now) : null;
    this.setData({ cancelling: { id, slotId, note: cancelNote(activity, slotId, now), row, whole: false } });
  },

  async discard(activityId: string, teamId: string, title: string) {
    if (!(await confirm('删除吗？', `“${title}”删除以后找不回来。`, '删除'))) return;
    const result = await call('activities.discard', { activityId, teamId });
    tell(result.ok ? '已删除' : wordsFor(result.code, result.details));
    await this.load();
  },

  onWhole(event: WechatMiniprogram.TouchEvent<object, object, { whole: boolean }>) {
    this.setData({ 'cancelling.whole': event.currentTarget.dataset.whole });
  },

  onCloseSheet() {
    this.setData({ cancelling: none });
  },

  callOff({ id: activityId, slotId, row, whole }: typeof none, reason: string) {
    if (slotId !== '') return this.sendOnce('activities.cancelSlot', { slotId, reason });
    return row && whole
      ? this.sendOnce('activities.cancelRow', { rowId: row.rowId, reason })
      : this.sendOnce('activities.cancel', { activityId, reason });
  },

  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { cancelling, sending } = this.data;
    if (cancelling.id === '' || sending) return;
    this.setData({ sending: true });
    const result = await this.callOff(cancelling, event.detail.reason);
    this.setData({ sending: false });
    if (!result.ok) {
      tell(wordsFor(result.code, result.details));
      return;
    }
    this.setData({ cancelling: none });
    const { dates, told } = result.data;
    const what = dates > 1 ? `已取消 ${dates} 次` : '已取消';
    tell(told > 0 ? `${what}，已通知 ${told} 人` : what);
    await this.load();
  },
});
