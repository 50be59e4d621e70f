import { call } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { openSession, session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { saving } from '../saving';
import { emptyForm, faultsOf, formOf, inputOf, noFaults, type ShopForm } from './form';

type Typed = WechatMiniprogram.CustomEvent<
  { value: string },
  object,
  { field: 'name' | 'address' | 'phone' | 'hours' }
>;

Page({
  ...reloading,
  ...saving,
  data: {
    state: 'loading',
    failure: '',
    form: emptyForm,
    faults: noFaults,
    categories: [] as readonly { id: string; name: string }[],
    choosing: false,
    sending: false,
  },
  id: '',

  onLoad({ id = '' }: { id?: string }) {
    this.id = id;
    void wx.setNavigationBarTitle({ title: id === '' ? '加一家店' : '改店铺' });
    void this.load();
  },

  async load() {
    await openSession();
    this.setData({ categories: session()?.choices.shopCategories ?? [] });
    if (this.id === '') return this.setData({ state: 'ready' });
    const result = await call('benefits.shops', {});
    const shop = result.ok ? result.data.shops.find(({ id }) => id === this.id) : undefined;
    if (shop) this.setData({ state: 'ready', form: formOf(shop) });
    else
      this.setData({ state: 'failed', failure: result.ok ? wordsFor('NOT_FOUND') : wordsFor(result.code) });
  },

  change(part: Partial<ShopForm>) {
    this.nonce = '';
    this.setData({ form: { ...this.data.form, ...part }, faults: {} });
  },

  onText(event: Typed) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },

  onCategory(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.change({ category: event.currentTarget.dataset.id });
  },

  async onPlace() {
    try {
      const { name, address, longitude, latitude } = await wx.chooseLocation({});
      const place = { longitude: Number(longitude), latitude: Number(latitude) };
      const { form } = this.data;
      this.change({ place, address: form.address || address || name, name: form.name || name });
    } catch (error) {
      const { errMsg = '' } = error as { errMsg?: string };
      if (!errMsg.includes('cancel')) tell('打不开地图，请检查一下位置权限');
    }
  },

  onStation() {
    this.setData({ choosing: true });
  },

  onCloseStations() {
    this.setData({ choosing: false });
  },

  onPickStation(event: WechatMiniprogram.CustomEvent<{ stationId: string; name: string }>) {
    const { stationId, name } = event.detail;
    this.setData({ choosing: false });
    this.change({ stationId, stationName: name });
  },

  async onSave() {
    const { form } = this.data;
    const input = inputOf(form, this.id);
    this.setData({ faults: faultsOf(form) });
    if (!input) return tell('还有没填好的，请看红字');
    await this.save((nonce) => call('benefits.saveShop', input, { nonce }));
  },
});
