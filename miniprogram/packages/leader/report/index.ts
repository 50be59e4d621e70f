import { call, isLost, newNonce } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { goBack } from '../../../services/routes';
import { wordsFor } from '../../../services/words';
import { factsOf, type Facts } from './model';

/** How an activity went, told by its leader for everyone to read. */
Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    facts: null as Facts | null,
    text: '',
    missing: false,
    sending: false,
  },
  activityId: '',
  /** One nonce while the same words are being tried. */
  nonce: '',

  onLoad({ activityId = '' }: { activityId?: string }) {
    this.activityId = activityId;
    this.nonce = newNonce();
    void this.load();
  },

  async load() {
    const result = await call('activities.view', { activityId: this.activityId });
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const facts = factsOf(result.data, Date.now());
    this.setData({ state: 'ready', facts, text: this.data.text || result.data.report });
  },

  onText(event: WechatMiniprogram.Input) {
    this.nonce = newNonce();
    this.setData({ text: event.detail.value, missing: false });
  },

  async onSend() {
    const text = this.data.text.trim();
    if (text === '') return this.setData({ missing: true });
    if (this.data.sending) return;
    this.setData({ sending: true });
    const input = { activityId: this.activityId, text };
    const result = await call('activities.report', input, { nonce: this.nonce });
    this.setData({ sending: false });
    if (!result.ok) {
      tell(wordsFor(result.code, result.details));
      if (!isLost(result)) this.nonce = newNonce();
      return;
    }
    tell('写好了，大家在活动页能看到');
    goBack();
  },
});
