import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { call, type Result } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { goBack } from '../../../services/routes';
import { openSession, session } from '../../../services/session';
import { emptyForm, faultsOf, formOf, inputOf, noFaults, type ShopForm } from './form';

type Typed = Told<{ value: string }, { field: 'name' | 'address' | 'phone' | 'hours' }>;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    form: emptyForm,
    faults: noFaults,
    categories: [] as readonly { id: string; name: string }[],
    choosing: false,
  },
  id: '',
  typed: draftOf<ShopForm>('shop'),

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.id = id;
    this.typed = draftOf('shop', id);
    void wx.setNavigationBarTitle({ title: id === '' ? '加一家店' : '改店铺' });
  },

  load() {
    return loadInto(this, this.ask(), (form) => ({
      form: this.typed.over(form),
      categories: session()?.choices.shopCategories ?? [],
    }));
  },
  async ask(): Promise<Result<ShopForm>> {
    await openSession();
    if (this.id === '') return { ok: true, data: emptyForm };
    const result = await call('benefits.shops', {});
    if (!result.ok) return result;
    const shop = result.data.shops.find(({ id }) => id === this.id);
    return shop ? { ok: true, data: formOf(shop) } : { ok: false, code: 'NOT_FOUND', details: {} };
  },

  change(part: Partial<ShopForm>) {
    this.setData({ form: { ...this.data.form, ...part }, faults: {} });
    this.typed.keep(part);
  },

  onText(event: Typed) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },

  onCategory(event: Tap<{ id: string }>) {
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

  onPickStation(event: Told<{ stationId: string; name: string }>) {
    const { stationId, name } = event.detail;
    this.setData({ choosing: false });
    this.change({ stationId, stationName: name });
  },

  async onSave() {
    const { form } = this.data;
    const input = inputOf(form, this.id);
    this.setData({ faults: faultsOf(form) });
    if (!input) return tell('还有没填好的，请看红字');
    await send(this, 'benefits.saveShop', input, {
      done: '已保存',
      then: () => {
        this.typed.drop();
        goBack();
      },
    });
  },
});
