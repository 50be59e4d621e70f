import { draftOf } from '../../../kit/draft';
import { loadingData, loadInto, retrying } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { call, isAnswer, type Result } from '../../../services/cloud';
import { decoded, go, routes } from '../../../services/routes';
import { scanOnce } from '../../../services/scan';
import type { Verification } from '../../../domain/certificates/views';
import { missing, resultModel, sceneIn, type ResultModel } from './model';
import { readToEnd } from './reading';

/** What is being verified: a code scanned, or a mark typed beside a number. */
interface Asked {
  readonly code: string;
  readonly number?: string;
}

const typed = draftOf<{ number: string; mark: string }>('verify');

Page({
  ...retrying,
  data: {
    ...loadingData,
    ...sendingData,
    /** What is to be verified is still to be said. */
    asking: true,
    number: '',
    mark: '',
    fault: '',
    result: null as ResultModel | null,
    reasons: ['重复开具', '服务记录有误', '冒用他人名义'],
    revoking: false,
  },
  asked: null as Asked | null,
  /** How far its list is read, where that could not be read to its end. */
  told: null as Verification | null,

  /** `scene`: opened by WeChat's own scan of the paper; `code`: by ours. */
  onLoad({ scene = '', code = '' }: PageQuery<'scene' | 'code'>) {
    this.setData(typed.over({ number: '', mark: '' }));
    const text = decoded(scene || code);
    if (text !== '') this.verify({ code: text });
  },

  verify(asked: Asked) {
    this.asked = asked;
    this.told = null;
    this.setData({ asking: false, state: 'loading' });
    void this.load();
  },
  async load() {
    if (!this.asked) return;
    await loadInto(this, this.read(this.asked), (view) => ({ result: resultModel(view) }));
  },
  async read(asked: Asked): Promise<Result<Verification>> {
    const first = this.told
      ? { ok: true as const, data: this.told }
      : await call('certificates.verify', asked);
    if (!first.ok) return first;
    const { told, failure } = await readToEnd(
      first.data,
      (from) => call('certificates.verifyOn', { ...asked, from }),
      (read) => this.reading(asked, read),
    );
    this.told = failure && !isAnswer(failure) ? told : null;
    return failure ?? { ok: true, data: told };
  },
  /** Says how far it has come, while somebody waits for it. */
  reading(asked: Asked, told: Verification): boolean {
    if (this.asked !== asked) return false;
    this.setData({ state: 'ready', stale: null, result: resultModel(told) });
    return true;
  },
  onUnload() {
    this.asked = null;
  },

  onNumber(event: WechatMiniprogram.Input) {
    this.change({ number: event.detail.value });
  },

  onMark(event: WechatMiniprogram.Input) {
    this.change({ mark: event.detail.value });
  },

  change(part: { number?: string; mark?: string }) {
    this.setData({ ...part, fault: '' });
    typed.keep(part);
  },

  onTyped() {
    const { number, mark } = this.data;
    const fault = missing(number, mark);
    this.setData({ fault });
    if (fault === '') this.verify({ code: mark, number });
  },

  async onScan() {
    const seen = await scanOnce({ album: true });
    if (seen) this.verify({ code: seen.path ? sceneIn(seen.path) : seen.text.slice(0, 200) });
  },

  onAnother() {
    typed.drop();
    this.asked = null;
    this.told = null;
    this.setData({ asking: true, result: null, number: '', mark: '', fault: '' });
  },

  onSeals() {
    go(routes.seals());
  },

  onRevoke() {
    this.setData({ revoking: true });
  },

  onCloseSheet() {
    this.setData({ revoking: false });
  },

  async onReason(event: Told<{ reason: string }>) {
    const certificateId = this.data.result?.revocable;
    if (!certificateId) return;
    const input = { certificateId, reason: event.detail.reason };
    await send(this, 'certificates.revoke', input, {
      done: '已作废',
      answered: (result) => {
        // The sheet stays for other words.
        if (!result.ok && result.code === 'CONTENT_REFUSED') return;
        this.setData({ revoking: false, state: 'loading' });
        return this.load();
      },
    });
  },

  onShareAppMessage() {
    return { title: '查验志愿服务证明', path: '/packages/certificate/verify/index' };
  },
});
