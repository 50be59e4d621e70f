import { makeCode } from '../../../domain/attendance/code';
import { call, isLost } from '../../../services/cloud';
import { clock } from '../../../services/format';
import { callPhone } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { wordsFor } from '../../../services/words';
import { clockOffset, deskModel, remaining, type DeskModel } from './model';

const REFRESH_MS = 5000;
const TICK_MS = 500;
/** Of the screen's width: large enough to be scanned from three steps away. */
const CODE_SHARE = 0.72;

Page({
  data: {
    model: null as DeskModel | null,
    code: '',
    size: 270,
    seconds: 0,
    percent: 0,
    /** When the numbers are from, if the network is away since; otherwise empty. */
    staleSince: '',
    failure: '',
  },
  slotId: '',
  /** Makes the codes; never drawn. */
  key: '',
  offset: 0,
  shown: false,
  ticking: 0,
  refreshing: 0,
  lastAnswer: 0,
  /** As its owner had the screen before; null while nothing is changed. */
  brightness: null as number | null,

  onLoad({ slotId = '' }: { slotId?: string }) {
    this.slotId = slotId;
    this.setData({ size: Math.round(wx.getWindowInfo().windowWidth * CODE_SHARE) });
  },

  onShow() {
    this.shown = true;
    void this.brighten();
    void this.refresh();
    this.ticking = setInterval(() => this.tick(), TICK_MS);
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
  },

  /** Out of sight no code is drawn, nothing is asked, and the screen is as its owner likes it. */
  rest() {
    this.shown = false;
    clearInterval(this.ticking);
    clearTimeout(this.refreshing);
    this.dim();
  },

  async refresh() {
    clearTimeout(this.refreshing);
    const { slotId } = this;
    const sent = Date.now();
    const result = await call('desk.view', { slotId });
    // Meanwhile the page may have gone, or another slot been chosen.
    if (!this.shown || slotId !== this.slotId) return;
    if (result.ok) {
      this.key = result.data.key;
      this.offset = clockOffset(result.data.now, sent, Date.now());
      this.lastAnswer = Date.now();
      this.setData({ model: deskModel(result.data), staleSince: '', failure: '' });
      this.tick();
    } else if (isLost(result) && this.data.model) {
      this.setData({ staleSince: clock(this.lastAnswer) });
    } else {
      this.setData({ failure: wordsFor(result.code, result.details), model: null, code: '' });
    }
    this.refreshing = setTimeout(() => void this.refresh(), REFRESH_MS);
  },

  /** The code follows the cloud's clock, so that a phone whose own clock is wrong shows good codes too. */
  tick() {
    if (this.key === '') return;
    const now = Date.now() + this.offset;
    const code = makeCode(this.key, this.slotId, now);
    const { seconds, percent } = remaining(now);
    this.setData({ seconds, percent, ...(code !== this.data.code && { code }) });
  },

  onRetry() {
    this.setData({ failure: '' });
    void this.refresh();
  },

  onChooseSlot(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = event.currentTarget.dataset;
    if (id === this.slotId) return;
    this.slotId = id;
    this.key = '';
    this.setData({ model: null, code: '', staleSince: '' });
    void this.refresh();
  },

  onCall(event: WechatMiniprogram.TouchEvent<object, object, { phone: string }>) {
    callPhone(event.currentTarget.dataset.phone);
  },

  onConfirm() {
    go(routes.confirm(this.slotId));
  },

  async onPullDownRefresh() {
    await this.refresh();
    void wx.stopPullDownRefresh();
  },

  async brighten() {
    wx.setKeepScreenOn({ keepScreenOn: true, fail: () => undefined });
    try {
      this.brightness ??= (await wx.getScreenBrightness()).value;
      if (this.shown) await wx.setScreenBrightness({ value: 1 });
    } catch {
      // A phone that cannot be brightened shows the code as it is.
    }
  },

  dim() {
    wx.setKeepScreenOn({ keepScreenOn: false, fail: () => undefined });
    if (this.brightness !== null) wx.setScreenBrightness({ value: this.brightness, fail: () => undefined });
    this.brightness = null;
  },
});
