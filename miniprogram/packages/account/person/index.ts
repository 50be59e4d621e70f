import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import type { ClaimCode } from '../../../domain/accounts/views';
import type { Choice } from '../../../domain/settings';
import { goBack } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { faultsNow, inputNow, isFilled, readingNow, showFaults } from '../filling';
import { emptyForm, type Form } from '../form';

/** A leader fills in what a person without a phone says. Nothing of it is written to the leader's phone. */
Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    form: emptyForm,
    faults: {},
    reading: readingNow(emptyForm),
    skills: [] as readonly Choice[],
    tried: false,
    told: null as ClaimCode | null,
  },
  teamId: '',
  typed: draftOf<Form>('person', '', 'all'),

  onLoad({ teamId = '' }: PageQuery<'teamId'>) {
    this.teamId = teamId;
    this.typed = draftOf('person', teamId, 'all');
  },

  load() {
    return loadInto(this, openSession(), ({ choices }) => {
      const form = this.typed.over(emptyForm);
      return { skills: choices.skills, form, reading: readingNow(form) };
    });
  },

  onField({ detail: { field, value } }: Told<{ field: keyof Form; value: unknown }>) {
    this.change({ [field]: value });
  },
  onAgreed(event: Told<{ checked: boolean }>) {
    this.change({ agrees: event.detail.checked });
  },
  change(part: Partial<Form>) {
    const form = { ...this.data.form, ...part };
    this.setData({ form, reading: readingNow(form) });
    this.typed.keep(part);
    if (this.data.tried) this.setData({ faults: faultsNow(form, false) });
  },

  async onRegister() {
    const { form } = this.data;
    const faults = faultsNow(form, false);
    this.setData({ tried: true, faults });
    if (!isFilled(faults)) return showFaults(faults);
    const input = { ...inputNow(form), teamId: this.teamId, consentOnPaper: form.agrees };
    await send(this, 'people.register', input, {
      title: '没有登记成功',
      failed: ({ code, details }) => (code === 'ASK_STAFF' ? FACE_TO_FACE : wordsFor(code, details)),
      then: (told) => {
        this.typed.drop();
        this.setData({ told, form: emptyForm, tried: false, faults: {} });
        wx.pageScrollTo({ scrollTop: 0, duration: 0, fail: () => undefined });
      },
    });
  },

  onAnother() {
    this.setData({ told: null, reading: readingNow(emptyForm) });
  },
  onDone: () => goBack(),
});

const FACE_TO_FACE =
  '这个身份证号要请工作人员当面核对。请他带身份证到实践站点；以前登记过的，可以自己申请加入队伍，或者联系当初登记他的队长。';
