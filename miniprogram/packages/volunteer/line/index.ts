import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call, isAnswer, newNonce } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { flagWords, wordsFor } from '../../../services/words';
import { linePage, type LinePage } from './model';

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    model: null as LinePage | null,
    asking: false,
    sending: false,
    reasons: ['时间记少了', '签到或签退没记上', '我没有参加这一场'],
  },
  lineId: '',
  /** One nonce while the same question is being tried. */
  nonce: '',

  onLoad({ id = '' }: { id?: string }) {
    this.lineId = id;
  },

  onShow() {
    void this.load();
  },

  async load() {
    const { lineId } = this;
    const result = await callOrRecall('hours.line', { lineId }, `line-${lineId}`);
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const model = linePage(result.data, (flag) => flagWords[flag], cloudNow());
    this.setData({ state: 'ready', model, staleSince: result.staleSince ?? 0 });
  },

  onAsk() {
    this.nonce = newNonce();
    this.setData({ asking: true });
  },

  onCloseSheet() {
    this.setData({ asking: false });
  },

  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    if (this.data.sending) return;
    this.setData({ sending: true });
    const about = { kind: 'line' as const, lineId: this.lineId };
    const result = await call('hours.contest', { about, words: event.detail.reason }, { nonce: this.nonce });
    this.setData({ sending: false });
    tell(result.ok ? '已发给队长，答复了会告诉您' : wordsFor(result.code, result.details));
    if (!isAnswer(result)) return;
    this.setData({ asking: false });
    if (result.ok) go(routes.questions());
    else await this.load();
  },

  onQuestions() {
    go(routes.questions());
  },
});
