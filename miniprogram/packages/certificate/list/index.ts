import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { tell } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { openSession, session, sessionKnown } from '../../../services/session';
import { dayWords } from '../words';
import { certificateRow, periodInput, periods, thisYear, type CertificateRow } from './model';

type Picked = Told<{ value: string }>;

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    registered: true,
    rows: [] as CertificateRow[],
    periods,
    period: 'year',
    from: '',
    to: '',
    fromText: '',
    toText: '',
    latest: '',
  },

  async onLoad() {
    // At the first start of all the cloud has not yet said what day it is.
    await sessionKnown();
    const { from, to } = thisYear(cloudNow());
    this.setData({ latest: to });
    this.choose(from, to);
  },

  load() {
    return loadInto(this, this.ask(), ({ certificates }) => ({
      rows: certificates.map(certificateRow),
      registered: session()?.registered ?? false,
    }));
  },
  async ask() {
    await openSession();
    return callOrRecall('certificates.list', {}, 'certificates');
  },

  choose(from: string, to: string) {
    this.setData({ from, to, fromText: dayWords(from), toText: dayWords(to) });
  },

  onPeriod(event: Picked) {
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
    const { period, from, to } = this.data;
    const input = periodInput(period, { from, to }, cloudNow());
    if (!input) return tell('开始的日子要在结束的前面');
    await send(this, 'certificates.issue', input, {
      then: ({ certificateId }) => go(routes.certificate(certificateId)),
    });
  },

  onOpen(event: Tap<{ id: string }>) {
    go(routes.certificate(event.currentTarget.dataset.id));
  },

  onRegister() {
    go(routes.register());
  },

  onVerify() {
    go(routes.verify());
  },
});
