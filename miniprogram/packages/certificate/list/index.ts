import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call, isAnswer, newNonce } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { openSession, session, sessionKnown } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { dayWords } from '../words';
import { certificateRow, periodInput, periods, thisYear, type CertificateRow } from './model';

type Picked = WechatMiniprogram.CustomEvent<{ value: string }>;

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    registered: true,
    rows: [] as CertificateRow[],
    periods,
    period: 'year',
    from: '',
    to: '',
    fromText: '',
    toText: '',
    latest: '',
    sending: false,
  },
  /** One nonce while the same certificate is being asked for. */
  nonce: '',

  async onLoad() {
    // At the first start of all the cloud has not yet said what day it is.
    await sessionKnown();
    const { from, to } = thisYear(cloudNow());
    this.setData({ latest: to });
    this.choose(from, to);
  },

  onShow() {
    void this.load();
  },

  async load() {
    await openSession();
    const result = await callOrRecall('certificates.list', {}, 'certificates');
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const rows = result.data.certificates.map(certificateRow);
    const registered = session()?.registered ?? false;
    this.setData({ rows, registered, state: 'ready', staleSince: result.staleSince ?? 0 });
  },

  choose(from: string, to: string) {
    this.nonce = '';
    this.setData({ from, to, fromText: dayWords(from), toText: dayWords(to) });
  },

  onPeriod(event: Picked) {
    this.nonce = '';
    const chosen = periods.find(({ id }) => id === event.detail.value);
    if (chosen) this.setData({ period: chosen.id });
  },

  onFrom(event: Picked) {
    this.choose(event.detail.value, this.data.to);
  },

  onTo(event: Picked) {
    this.choose(this.data.from, event.detail.value);
  },

  async onIssue() {
    const { period, from, to, sending } = this.data;
    if (sending) return;
    const input = periodInput(period, { from, to }, cloudNow());
    if (!input) return tell('开始的日子要在结束的前面');
    this.nonce ||= newNonce();
    this.setData({ sending: true });
    const result = await call('certificates.issue', input, { nonce: this.nonce });
    this.setData({ sending: false });
    // Lost on the way it may have been made: the next tap asks for the same again.
    if (isAnswer(result)) this.nonce = '';
    if (result.ok) go(routes.certificate(result.data.certificateId));
    else tell(wordsFor(result.code, result.details));
  },

  onOpen(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.certificate(event.currentTarget.dataset.id));
  },

  onRegister() {
    go(routes.register());
  },

  onVerify() {
    go(routes.verify());
  },
});
