import type { ClaimCode } from '../../../domain/accounts/views';
import type { Choice } from '../../../domain/settings';
import { goBack } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { faultsNow, inputNow, isFilled, readingNow, showFaults } from '../filling';
import { emptyForm, type Form } from '../form';

/** A leader fills in what a person without a phone says. Nothing of it is kept on the leader's phone. */
Page({
  data: {
    state: 'loading',
    failure: '',
    form: emptyForm,
    faults: {},
    reading: readingNow(emptyForm),
    skills: [] as readonly Choice[],
    tried: false,
    sending: false,
    told: null as ClaimCode | null,
  },
  teamId: '',
  sendOnce: sendingOnce(),

  onLoad({ teamId = '' }: { teamId?: string }) {
    this.teamId = teamId;
    void this.open();
  },

  async open() {
    const result = await openSession();
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.setData({ state: 'ready', skills: result.data.choices.skills });
  },
  onRetry() {
    this.setData({ state: 'loading' });
    void this.open();
  },

  onField({
    detail: { field, value },
  }: WechatMiniprogram.CustomEvent<{ field: keyof Form; value: unknown }>) {
    this.change({ [field]: value });
  },
  onAgreed(event: WechatMiniprogram.CustomEvent<{ checked: boolean }>) {
    this.change({ agrees: event.detail.checked });
  },
  change(part: Partial<Form>) {
    const form = { ...this.data.form, ...part };
    this.setData({ form, reading: readingNow(form) });
    if (this.data.tried) this.setData({ faults: faultsNow(form, false) });
  },

  async onRegister() {
    const { form, sending } = this.data;
    if (sending) return;
    const faults = faultsNow(form, false);
    this.setData({ tried: true, faults });
    if (!isFilled(faults)) return showFaults(faults);
    this.setData({ sending: true });
    const input = { ...inputNow(form), teamId: this.teamId, consentOnPaper: form.agrees };
    const result = await this.sendOnce('people.register', input);
    this.setData({ sending: false });
    if (result.ok) {
      this.setData({ told: result.data, form: emptyForm, tried: false, faults: {} });
      return wx.pageScrollTo({ scrollTop: 0, duration: 0, fail: () => undefined });
    }
    const content = result.code === 'ALREADY_REGISTERED' ? ELSEWHERE : wordsFor(result.code, result.details);
    await wx.showModal({ title: '没有登记成功', content, showCancel: false, confirmText: '知道了' });
  },

  onAnother() {
    this.setData({ told: null, reading: readingNow(emptyForm) });
  },
  onDone: () => goBack(),
});

const ELSEWHERE = '这个人已经登记过。请他自己申请加入队伍；没有手机的，请联系当初登记他的队长。';
