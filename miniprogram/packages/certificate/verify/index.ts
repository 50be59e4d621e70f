import { call, isAnswer, newNonce } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { decoded } from '../../../services/routes';
import { scanOnce } from '../../../services/scan';
import { wordsFor } from '../../../services/words';
import { missing, resultModel, sceneIn, type ResultModel } from './model';

/** What is being verified: a code scanned, or a mark typed beside a number. */
interface Asked {
  readonly code: string;
  readonly number?: string;
}

Page({
  data: {
    /** 'form', 'loading', 'result' or 'failed'. */
    step: 'form',
    failure: '',
    number: '',
    mark: '',
    fault: '',
    result: null as ResultModel | null,
    reasons: ['重复开具', '服务记录有误', '冒用他人名义'],
    revoking: false,
    sending: false,
  },
  asked: null as Asked | null,
  /** One nonce while the same revocation is being tried. */
  nonce: '',

  /** `scene`: opened by WeChat's own scan of the paper; `code`: by ours. */
  onLoad({ scene = '', code = '' }: { scene?: string; code?: string }) {
    const text = decoded(scene || code);
    if (text !== '') void this.verify({ code: text });
  },

  async verify(asked: Asked) {
    this.asked = asked;
    this.setData({ step: 'loading' });
    const result = await call('certificates.verify', asked);
    if (this.asked !== asked) return;
    if (result.ok) this.setData({ step: 'result', result: resultModel(result.data) });
    else this.setData({ step: 'failed', failure: wordsFor(result.code, result.details) });
  },

  onNumber(event: WechatMiniprogram.Input) {
    this.setData({ number: event.detail.value, fault: '' });
  },

  onMark(event: WechatMiniprogram.Input) {
    this.setData({ mark: event.detail.value, fault: '' });
  },

  onTyped() {
    const { number, mark } = this.data;
    const fault = missing(number, mark);
    this.setData({ fault });
    if (fault === '') void this.verify({ code: mark, number });
  },

  async onScan() {
    const seen = await scanOnce();
    if (seen) void this.verify({ code: seen.path ? sceneIn(seen.path) : seen.text.slice(0, 200) });
  },

  onRetry() {
    if (this.asked) void this.verify(this.asked);
  },

  onAnother() {
    this.asked = null;
    this.setData({ step: 'form', result: null, number: '', mark: '', fault: '' });
  },

  onRevoke() {
    this.nonce = newNonce();
    this.setData({ revoking: true });
  },

  onCloseSheet() {
    this.setData({ revoking: false });
  },

  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const certificateId = this.data.result?.revocable;
    if (!certificateId || this.data.sending) return;
    this.setData({ sending: true });
    const input = { certificateId, reason: event.detail.reason };
    const result = await call('certificates.revoke', input, { nonce: this.nonce });
    this.setData({ sending: false });
    tell(result.ok ? '已作废' : wordsFor(result.code, result.details));
    // The sheet stays for another try with the same nonce.
    if (!result.ok && (!isAnswer(result) || result.code === 'CONTENT_REFUSED')) return;
    this.setData({ revoking: false });
    this.onRetry();
  },

  onShareAppMessage() {
    return { title: '查验志愿服务证明', path: '/packages/certificate/verify/index' };
  },
});
