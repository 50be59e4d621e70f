import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { confirm, leadTo, tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { go, goTab, routes } from '../../../services/routes';
import type { ActivityView } from '../../../domain/activities/page';
import { findSignup, resizeFailure, resizeQuestion, signedModel, type SignedModel } from './model';

/** `ahead`: how many wait before this person, when the page that opened this one knows. */
type Query = PageQuery<'activityId' | 'signupId' | 'ahead'>;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    model: null as SignedModel | null,
    reminded: false,
    noted: false,
    /** How many are to come, as chosen and not yet told. */
    party: 0,
  },
  activityId: '',
  signupId: '',
  ahead: null as number | null,
  activity: null as ActivityView | null,
  /** Given up on this page, so that it can say so. */
  cancelled: false,

  onLoad({ activityId = '', signupId = '', ahead }: Query) {
    this.activityId = activityId;
    this.signupId = signupId;
    this.ahead = ahead === undefined || ahead === '' ? null : Number(ahead);
  },

  load() {
    const { activityId } = this;
    const asked = callOrRecall('activities.view', { activityId }, `activity:${activityId}`);
    return loadInto(this, asked, (activity) => {
      this.activity = activity;
      const found = findSignup(activity, this.signupId);
      const known = { ahead: this.ahead, cancelled: this.cancelled };
      const model = signedModel(activity, found, known, cloudNow());
      return { model, party: model.party?.now ?? 0 };
    });
  },

  onLead() {
    if (this.activity) leadTo(this.activity.venue);
  },

  onVisits() {
    go(routes.visits(this.activityId));
  },

  async onRemind() {
    const reminded = await askReminders(['reminderDay', 'reminderSoon', 'changed', 'cancelled', 'promoted']);
    this.setData({ reminded });
    if (!reminded) tell('没有打开提醒，可以加入日历');
  },

  async onCalendar() {
    const found = this.activity && findSignup(this.activity, this.signupId);
    if (!found) return;
    const { title, venue, start, end, slotName } = found.signup;
    try {
      await wx.addPhoneCalendar({
        title,
        description: slotName,
        location: `${venue.name} ${venue.address}`.trim(),
        startTime: Math.floor(start / 1000),
        endTime: String(Math.floor(end / 1000)),
        alarmOffset: 3600,
      });
      this.setData({ noted: true });
    } catch {
      tell('没有加进日历');
    }
  },

  async onCancel() {
    const { model, busy } = this.data;
    if (!model || busy !== '') return;
    const no = model.state === 'waiting' ? '接着排' : '不取消';
    if (!(await confirm(`${model.cancelText}？`, model.cancelNote, model.cancelText, no))) return;
    const { signupId } = this;
    await send(
      this,
      'signups.cancel',
      { signupId },
      {
        then: () => {
          this.cancelled = true;
          return this.load();
        },
      },
    );
  },

  onParty(event: Told<{ party: number }>) {
    this.setData({ party: event.detail.party });
  },

  async onResize() {
    const { model, party, busy } = this.data;
    const found = this.activity && findSignup(this.activity, this.signupId);
    if (!model?.party || !found || busy !== '') return;
    const { title, note } = resizeQuestion(model.party.now, party, found.slot.waiting);
    if (!(await confirm(title, note, `改成 ${party} 人`, '不改'))) return;
    const { signupId } = this;
    await send(
      this,
      'signups.resize',
      { signupId, party },
      {
        done: `已改成 ${party} 人`,
        failed: resizeFailure,
        answered: () => this.load(),
      },
    );
  },

  /** "Yes, I come." */
  async onConfirm() {
    const found = this.activity && findSignup(this.activity, this.signupId);
    if (!found) return;
    const { signupId } = this;
    await send(
      this,
      'signups.confirm',
      { signupId, revision: found.signup.revision },
      {
        done: '已经确认，到时见',
        answered: () => this.load(),
      },
    );
  },

  async onOffer() {
    const agreed = await confirm(
      '请队友接替？',
      '队友接替以前，名额还是您的。要是有人在候补，直接取消，名额就给排在最前面的人。',
      '请人接替',
    );
    if (agreed) await this.offer(true);
  },
  async onKeep() {
    await this.offer(false);
  },
  async offer(offered: boolean) {
    const { signupId } = this;
    await send(this, 'signups.offer', { signupId, offered }, { answered: () => this.load() });
  },

  onClose() {
    if (getCurrentPages().length > 1) void wx.navigateBack();
    else goTab('me');
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { model } = this.data;
    if (model?.swap !== 'offered') {
      return { title: model?.title ?? '文明实践活动', path: routes.activity(this.activityId) };
    }
    return {
      title: `谁能接替我？${model.title} ${model.times}`,
      path: routes.activity(this.activityId, { as: 'shift', offer: this.signupId }),
    };
  },
});
