import type { Output } from '../../../domain/contract';
import { callOrRecall } from '../../../services/cache';
import { callPhone, leadTo } from '../../../services/phone';
import { knownPlace } from '../../../services/place';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { shopRow, type ShopRow } from '../list/model';
import { starsSentence } from '../words';

type Shop = Output<'benefits.shop'>;

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
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

  onLoad({ id = '' }: { id?: string }) {
    this.id = id;
  },

  /** Coming back from the counter, what was used shows. */
  onShow() {
    void this.load();
  },

  async load() {
    await openSession();
    const place = knownPlace();
    const input = { shopId: this.id, ...(place && { place }) };
    const result = await callOrRecall('benefits.shop', input, `shop:${this.id}`);
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    this.shop = result.data;
    const { hours, phone, paused, keeps, stars } = result.data;
    this.setData({
      state: 'ready',
      staleSince: result.staleSince ?? 0,
      row: shopRow(result.data),
      hours,
      phone,
      paused,
      keeps,
      registered: stars !== null,
      stars: starsSentence(stars),
    });
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
