import { loading, loadingData, loadInto } from '../../../kit/loading';
import type { Output } from '../../../domain/contract';
import { callOrRecall } from '../../../services/cache';
import { callPhone, leadTo } from '../../../services/phone';
import { knownPlace } from '../../../services/place';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { shopRow, type ShopRow } from '../list/model';
import { starsSentence } from '../words';

type Shop = Output<'benefits.shop'>;

Page({
  ...loading,
  data: {
    ...loadingData,
    row: null as ShopRow | null,
    hours: '',
    phone: '',
    paused: false,
    keeps: false,
    registered: false,
    stars: '',
  },
  id: '',
  shop: null as Shop | null,

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.id = id;
  },

  /** Coming back from the counter, what was used shows. */
  load() {
    return loadInto(this, this.ask(), (shop) => {
      this.shop = shop;
      const { hours, phone, paused, keeps, stars } = shop;
      const registered = stars !== null;
      return { row: shopRow(shop), hours, phone, paused, keeps, registered, stars: starsSentence(stars) };
    });
  },
  async ask() {
    await openSession();
    const place = knownPlace();
    const input = { shopId: this.id, ...(place && { place }) };
    return callOrRecall('benefits.shop', input, `shop:${this.id}`);
  },

  onCall() {
    callPhone(this.data.phone);
  },

  onLead() {
    if (this.shop) leadTo(this.shop);
  },

  onCode() {
    go(routes.code());
  },

  onRegister() {
    go(routes.register());
  },

  onKeeper() {
    go(routes.keeper(this.id));
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { title: this.shop?.name ?? '爱心商家', path: `/packages/benefits/shop/index?id=${this.id}` };
  },
});
