import { spokenNumber } from '../../../domain/accounts/registration';
import type { Choice } from '../../../domain/settings';
import { go, goBack, goTab, onTheWay, routes } from '../../../services/routes';
import { openSession, reopenSession } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { faultsNow, inputNow, isFilled, readingNow, showFaults } from '../filling';
import { emptyForm, type Form } from '../form';
import { consentWords } from '../words';
import { dropForm, openForm, saveForm } from './storage';

type OfField = WechatMiniprogram.CustomEvent<{ field: keyof Form; value: unknown }>;
type OfTick = WechatMiniprogram.CustomEvent<{ checked: boolean }, object, { field: keyof Form }>;

Page({
  data: {
    state: 'loading',
    failure: '',
    form: emptyForm,
    faults: {},
    reading: readingNow(emptyForm),
    skills: [] as readonly Choice[],
    consents: consentWords,
    tried: false,
    sending: false,
    /** The person is registered already, with another WeChat. */
    elsewhere: false,
    /** '123 456 789' */
    done: '',
    /** It was asked for by what the person was about to do: they go on with that. */
    onTheWay: false,
  },
  sendOnce: sendingOnce(),

  onLoad() {
    void this.open();
  },

  async open() {
    const result = await openSession();
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    if (result.data.registered) return wx.redirectTo({ url: routes.profile() });
    const form = openForm({ name: result.data.name });
    this.setData({ state: 'ready', form, skills: result.data.choices.skills });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.open();
  },

  onField({ detail: { field, value } }: OfField) {
    this.change({ [field]: value });
  },
  onTick(event: OfTick) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.checked });
  },

  change(part: Partial<Form>) {
    const form = { ...this.data.form, ...part };
    this.setData({ form, reading: readingNow(form), elsewhere: false });
    if (this.data.tried) this.setData({ faults: faultsNow(form, true) });
    saveForm(form);
  },

  async onRegister() {
    const { form, sending } = this.data;
    if (sending) return;
    const faults = faultsNow(form, true);
    this.setData({ tried: true, faults });
    if (!isFilled(faults)) return showFaults(faults);
    this.setData({ sending: true });
    await this.send(form);
    this.setData({ sending: false });
  },

  async send(form: Form) {
    const consents = { identity: form.agrees, location: form.tellsPlace };
    const input = { ...inputNow(form), consents };
    const result = await this.sendOnce('account.register', input);
    if (result.ok) {
      dropForm();
      this.setData({ done: spokenNumber(result.data.number), form: emptyForm, onTheWay: onTheWay() });
      wx.pageScrollTo({ scrollTop: 0, duration: 0, fail: () => undefined });
      void reopenSession();
      return;
    }
    this.setData({ elsewhere: result.code === 'ALREADY_REGISTERED' });
    await wx.showModal({
      title: '没有登记成功',
      content: wordsFor(result.code, result.details),
      showCancel: false,
      confirmText: '知道了',
    });
  },

  onClaim: () => go(routes.claim()),
  onRebind: () => go(routes.rebind()),
  onGoOn: () => goBack(),
  onActivities: () => goTab('activities'),
  onProfile: () => void wx.redirectTo({ url: routes.profile() }),
});
