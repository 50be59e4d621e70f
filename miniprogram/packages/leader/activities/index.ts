import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData, type Afterwards } from '../../../kit/sending';
import type { Output } from '../../../domain/contract';
import type { LedActivity } from '../../../domain/activities/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { confirm } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { session, sessionKnown } from '../../../services/session';
import { cancelNote, ledGroups, rowWith, type CardAction, type LedGroup, type LedRow } from './model';

type Tapped = Tap<{ id: string }>;

type Acted = Tap<{ id: string; title: string; team: string; action: CardAction }>;

/** Nothing is being cancelled. */
const none = { id: '', slotId: '', note: '', row: null as LedRow | null, whole: false };

Page({
  ...loading,
  data: {
    groups: [] as LedGroup[],
    ...loadingData,
    ...sendingData,
    reasons: ['天气不好', '人手不够', '场地有变', '时间有变'],
    leads: true,
    /** The activity that is being cancelled, or one slot of it: its sheet is open. */
    cancelling: none,
  },
  activities: [] as readonly LedActivity[],

  load() {
    return loadInto(this, this.ask(), ({ activities }) => {
      this.activities = activities;
      return {
        groups: ledGroups(activities, cloudNow()),
        state: activities.length > 0 ? 'ready' : 'empty',
        leads: (session()?.teams.length ?? 0) > 0,
      };
    });
  },
  async ask() {
    await sessionKnown();
    return callOrRecall('activities.led', {}, 'led');
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
      case 'said':
        return go(routes.said(id));
      case 'discard':
        return void this.discard(id, team, title);
      case 'cancel':
        return this.askWhy(id, '');
    }
  },

  onCancelSlot(event: Tap<{ id: string; slot: string }>) {
    const { id, slot } = event.currentTarget.dataset;
    this.askWhy(id, slot);
  },

  askWhy(id: string, slotId: string) {
    const activity = this.activities.find((each) => each.id === id);
    if (!activity) return;
    const now = cloudNow();
    const row = slotId === '' ? rowWith(this.activities, id, now) : null;
    this.setData({ cancelling: { id, slotId, note: cancelNote(activity, slotId, now), row, whole: false } });
  },

  async discard(activityId: string, teamId: string, title: string) {
    if (!(await confirm('删除吗？', `“${title}”删除以后找不回来。`, '删除'))) return;
    await send(
      this,
      'activities.discard',
      { activityId, teamId },
      {
        done: '已删除',
        answered: () => this.load(),
      },
    );
  },

  onWhole(event: Tap<{ whole: boolean }>) {
    this.setData({ 'cancelling.whole': event.currentTarget.dataset.whole });
  },

  onCloseSheet() {
    this.setData({ cancelling: none });
  },

  async onReason(event: Told<{ reason: string }>) {
    const { id: activityId, slotId, row, whole } = this.data.cancelling;
    const { reason } = event.detail;
    if (activityId === '') return;
    const after: Afterwards<CalledOff> = {
      done: calledOffWords,
      then: () => {
        this.setData({ cancelling: none });
        return this.load();
      },
    };
    if (slotId !== '') await send(this, 'activities.cancelSlot', { slotId, reason }, after);
    else if (row && whole) await send(this, 'activities.cancelRow', { rowId: row.rowId, reason }, after);
    else await send(this, 'activities.cancel', { activityId, reason }, after);
  },
});

type CalledOff = Output<'activities.cancel'>;

function calledOffWords({ dates, told }: CalledOff): string {
  const what = dates > 1 ? `已取消 ${dates} 次` : '已取消';
  return told > 0 ? `${what}，已通知 ${told} 人` : what;
}
