import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { sessionKnown } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { dayOf } from '../../../domain/time';
import { saving } from '../saving';
import { untilWords } from '../words';
import { emptyForm, faultsOf, formOf, inputOf, noFaults, starChoices, type OfferForm } from './form';

type Typed = WechatMiniprogram.CustomEvent<
  { value: string },
  object,
  { field: 'title' | 'what' | 'conditions' }
>;

const MOST_STARS = 5;

Page({
  ...reloading,
  ...saving,
  data: {
    state: 'loading',
    failure: '',
    form: emptyForm,
    untilText: '',
    faults: noFaults,
    stars: starChoices(MOST_STARS),
    today: '',
    isNew: true,
    sending: false,
  },
  shopId: '',
  offerId: '',

  async onLoad({ shopId = '', offerId = '' }: { shopId?: string; offerId?: string }) {
    this.shopId = shopId;
    this.offerId = offerId;
    this.setData({ isNew: offerId === '' });
    // At the first start of all the cloud has not yet said what day it is.
    await sessionKnown();
    this.setData({ today: dayOf(cloudNow()) });
    void this.load();
  },

  async load() {
    if (this.offerId === '') return this.setData({ state: 'ready' });
    const result = await call('benefits.shops', {});
    const shop = result.ok ? result.data.shops.find(({ id }) => id === this.shopId) : undefined;
    const offer = shop?.offers.find(({ id }) => id === this.offerId);
    if (offer) {
      this.change(formOf(offer));
      this.setData({ state: 'ready' });
    } else {
      this.setData({ state: 'failed', failure: result.ok ? wordsFor('NOT_FOUND') : wordsFor(result.code) });
    }
  },

  change(part: Partial<OfferForm>) {
    this.nonce = '';
    const form = { ...this.data.form, ...part };
    this.setData({ form, faults: {}, untilText: untilWords(form.until === '' ? null : form.until) });
  },

  onText(event: Typed) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },

  onStars(event: WechatMiniprogram.TouchEvent<object, object, { id: number }>) {
    this.change({ fromStars: event.currentTarget.dataset.id });
  },

  onUntil(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
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
    await this.save((nonce) => call('benefits.saveOffer', input, { nonce }));
  },

  async onEnd() {
    if (this.data.sending) return;
    if (!(await confirm('停掉这一项？', '大家不再看到它。已经送出的记录还在。', '停掉'))) return;
    const offer = { shopId: this.shopId, offerId: this.offerId };
    // Not that of a saving which was never answered.
    this.nonce = '';
    await this.save((nonce) => call('benefits.endOffer', offer, { nonce }), '已停掉');
  },
});
