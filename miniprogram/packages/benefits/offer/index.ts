import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { cloudNow } from '../../../services/clock';
import { call, type Result } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { goBack } from '../../../services/routes';
import { sessionKnown } from '../../../services/session';
import { dayOf } from '../../../domain/time';
import { untilWords } from '../words';
import { emptyForm, faultsOf, formOf, inputOf, noFaults, starChoices, type OfferForm } from './form';

type Typed = Told<{ value: string }, { field: 'title' | 'what' | 'conditions' }>;

const MOST_STARS = 5;

const drawn = (form: OfferForm) => ({
  form,
  faults: noFaults,
  untilText: untilWords(form.until === '' ? null : form.until),
});

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    form: emptyForm,
    untilText: '',
    faults: noFaults,
    stars: starChoices(MOST_STARS),
    today: '',
    isNew: true,
  },
  shopId: '',
  offerId: '',
  typed: draftOf<OfferForm>('offer'),

  onLoad({ shopId = '', offerId = '' }: PageQuery<'shopId' | 'offerId'>) {
    this.shopId = shopId;
    this.offerId = offerId;
    this.typed = draftOf('offer', `${shopId} ${offerId}`);
    this.setData({ isNew: offerId === '' });
  },

  load() {
    return loadInto(this, this.ask(), (form) => ({
      ...drawn(this.typed.over(form)),
      today: dayOf(cloudNow()),
    }));
  },
  async ask(): Promise<Result<OfferForm>> {
    // At the first start of all the cloud has not yet said what day it is.
    await sessionKnown();
    if (this.offerId === '') return { ok: true, data: emptyForm };
    const result = await call('benefits.shops', {});
    if (!result.ok) return result;
    const shop = result.data.shops.find(({ id }) => id === this.shopId);
    const offer = shop?.offers.find(({ id }) => id === this.offerId);
    return offer ? { ok: true, data: formOf(offer) } : { ok: false, code: 'NOT_FOUND', details: {} };
  },

  change(part: Partial<OfferForm>) {
    this.setData(drawn({ ...this.data.form, ...part }));
    this.typed.keep(part);
  },

  onText(event: Typed) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },

  onStars(event: Tap<{ id: number }>) {
    this.change({ fromStars: event.currentTarget.dataset.id });
  },

  onUntil(event: Told<{ value: string }>) {
    this.change({ until: event.detail.value });
  },

  onNoEnd() {
    this.change({ until: '' });
  },

  async onSave() {
    const { form } = this.data;
    const input = inputOf(form, this.shopId, this.offerId);
    this.setData({ faults: faultsOf(form) });
    if (!input) return tell('还有没填好的，请看红字');
    await send(this, 'benefits.saveOffer', input, { done: '已保存', then: () => this.leave() });
  },

  async onEnd() {
    if (!(await confirm('停掉这一项？', '大家不再看到它。已经送出的记录还在。', '停掉'))) return;
    const offer = { shopId: this.shopId, offerId: this.offerId };
    await send(this, 'benefits.endOffer', offer, { done: '已停掉', then: () => this.leave() });
  },

  leave() {
    this.typed.drop();
    goBack();
  },
});
