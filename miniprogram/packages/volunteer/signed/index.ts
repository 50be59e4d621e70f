import { callOrRecall } from '../../../services/cache';
import { call, newNonce } from '../../../services/cloud';
import { confirm, leadTo, tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { goTab, routes } from '../../../services/routes';
import { wordsFor } from '../../../services/words';
import type { ActivityView } from '../../../domain/views';
import { findSignup, signedModel, type SignedModel } from './model';

interface Query {
  activityId?: string;
  signupId?: string;
  /** How many wait before this person, when the page that opened this one knows. */
  ahead?: string;
}

Page({
  data: {
    model: null as SignedModel | null,
    failure: '',
    staleSince: 0,
    reminded: false,
    noted: false,
    cancelling: false,
  },
  activityId: '',
  signupId: '',
  ahead: null as number | null,
  activity: null as ActivityView | null,
  /** Given up on this page, so that it can say so. */
  cancelled: false,
  /** One nonce for the one cancellation that can be asked for here. */
  nonce: '',

  onLoad({ activityId = '', signupId = '', ahead }: Query) {
    this.activityId = activityId;
    this.signupId = signupId;
    this.ahead = ahead === undefined || ahead === '' ? null : Number(ahead);
    this.nonce = newNonce();
    void this.load();
  },

  async load() {
    const { activityId } = this;
    const result = await callOrRecall('activities.view', { activityId }, `activity:${activityId}`);
    if (!result.ok) {
      this.setData({ failure: wordsFor(result.code, result.details) });
      return;
    }
    this.activity = result.data;
    const found = findSignup(result.data, this.signupId);
    this.setData({
      model: signedModel(result.data, found, { ahead: this.ahead, cancelled: this.cancelled }, Date.now()),
      failure: '',
      staleSince: result.staleSince ?? 0,
    });
  },

  onRetry() {
    this.setData({ failure: '' });
    void this.load();
  },

  onLead() {
    if (this.activity) leadTo(this.activity.venue);
  },

  async onRemind() {
    const reminded = await askReminders(['reminderSoon', 'cancelled', 'promoted']);
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
    const { model, cancelling } = this.data;
    if (!model || cancelling) return;
    const agreed = await confirm(
      `${model.cancelText}？`,
      '名额会让给别人。以后想来可以再报。',
      model.cancelText,
      '不取消',
    );
    if (!agreed) return;
    this.setData({ cancelling: true });
    const result = await call('signups.cancel', { signupId: this.signupId }, { nonce: this.nonce });
    this.setData({ cancelling: false });
    if (!result.ok) {
      tell(wordsFor(result.code, result.details));
      return;
    }
    this.cancelled = true;
    await this.load();
  },

  onClose() {
    if (getCurrentPages().length > 1) void wx.navigateBack();
    else goTab('me');
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { title: this.data.model?.title ?? '文明实践活动', path: routes.activity(this.activityId) };
  },
});
