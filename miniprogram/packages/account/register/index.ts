import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { spokenNumber } from '../../../domain/accounts/registration';
import type { Choice } from '../../../domain/settings';
import { go, goBack, goTab, onTheWay, routes } from '../../../services/routes';
import { openSession, reopenSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { faultsNow, inputNow, isFilled, readingNow, showFaults } from '../filling';
import { emptyForm, type Form } from '../form';
import { consentWords } from '../words';
import { dropForm, openForm, saveForm } from './storage';

type OfField = Told<{ field: keyof Form; value: unknown }>;
type OfTick = Told<{ checked: boolean }, { field: keyof Form }>;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    form: emptyForm,
    faults: {},
    reading: readingNow(emptyForm),
    skills: [] as readonly Choice[],
    consents: consentWords,
    tried: false,
    /** Staff are to look at the number, and have been asked to. */
    asked: false,
    /** '123 456 789' */
    done: '',
    /** It was asked for by what the person was about to do: they go on with that. */
    onTheWay: false,
  },

  load() {
    return loadInto(this, openSession(), ({ name, registered, choices }) => {
      if (registered && this.data.done === '') void wx.redirectTo({ url: routes.profile() });
      const form = openForm({ name });
      return { form, reading: readingNow(form), skills: choices.skills };
    });
  },

  onField({ detail: { field, value } }: OfField) {
    this.change({ [field]: value });
  },
  onTick(event: OfTick) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.checked });
  },

  change(part: Partial<Form>) {
    const form = { ...this.data.form, ...part };
    this.setData({ form, reading: readingNow(form), asked: false });
    if (this.data.tried) this.setData({ faults: faultsNow(form, true) });
    saveForm(part);
  },

  async onRegister() {
    const { form } = this.data;
    const faults = faultsNow(form, true);
    this.setData({ tried: true, faults });
    if (!isFilled(faults)) return showFaults(faults);
    const consents = { identity: form.agrees, location: form.tellsPlace };
    await send(
      this,
      'account.register',
      { ...inputNow(form), consents },
      {
        title: '没有登记成功',
        failed: ({ code, details }) => {
          this.setData({ asked: code === 'ASK_STAFF' });
          return wordsFor(code, details);
        },
        then: ({ number }) => {
          dropForm();
          this.setData({ done: spokenNumber(number), form: emptyForm, onTheWay: onTheWay() });
          wx.pageScrollTo({ scrollTop: 0, duration: 0, fail: () => undefined });
          void reopenSession();
        },
      },
    );
  },

  onClaim: () => go(routes.claim()),
  onRebind: () => go(routes.rebind()),
  onGoOn: () => goBack(),
  onActivities: () => goTab('activities'),
  onProfile: () => void wx.redirectTo({ url: routes.profile() }),
});
