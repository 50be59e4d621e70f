import { loading, loadingData, loadInto } from '../../../kit/loading';
import type { ShopCard } from '../../../domain/benefits/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { whereabouts } from '../../../services/place';
import { go, routes } from '../../../services/routes';
import { openSession, session } from '../../../services/session';
import { starsSentence } from '../words';
import { giftRow, markersOf, shopRow, type GiftRow, type ShopRow } from './model';

const SHOPS = 30;

Page({
  ...loading,
  data: {
    ...loadingData,
    stars: '',
    registered: true,
    keeps: false,
    categories: [] as readonly { id: string; name: string }[],
    category: '',
    map: false,
    centre: { longitude: 0, latitude: 0 },
    markers: [] as ReturnType<typeof markersOf>,
    rows: [] as ShopRow[],
    gifts: [] as GiftRow[],
  },
  shops: [] as readonly ShopCard[],

  async load() {
    await Promise.all([
      loadInto(this, this.ask(), ({ shops, stars, centre }) => {
        this.shops = shops;
        return {
          state: shops.length > 0 ? 'ready' : 'empty',
          stars: starsSentence(stars),
          registered: stars !== null,
          categories: session()?.choices.shopCategories ?? [],
          rows: shops.map(shopRow),
          markers: markersOf(shops),
          centre: centre ?? this.data.centre,
        };
      }),
      this.loadOwn(),
    ]);
  },
  async ask() {
    const [here] = await Promise.all([whereabouts(), openSession()]);
    const { category } = this.data;
    const input = { limit: SHOPS, ...(here && { place: here.place }), ...(category && { category }) };
    const result = await callOrRecall('benefits.list', input, `benefits:${category}`);
    return result.ok ? { ...result, data: { ...result.data, centre: here?.place } } : result;
  },

  /** What was used, and whether this person stands behind a counter: good to have, and no failure when not. */
  async loadOwn() {
    await openSession();
    if (!session()?.introduced) return;
    const [used, kept] = await Promise.all([
      callOrRecall('benefits.mine', {}, 'gifts'),
      call('benefits.keeper', {}),
    ]);
    const now = cloudNow();
    if (used.ok) this.setData({ gifts: used.data.gifts.slice(0, 10).map((gift) => giftRow(gift, now)) });
    if (kept.ok) this.setData({ keeps: kept.data.shops.length > 0 });
  },

  onCategory(event: Told<{ value: string }>) {
    this.setData({ category: event.detail.value, state: 'loading' });
    void this.load();
  },

  onMap() {
    this.setData({ map: !this.data.map });
  },

  onPin(event: WechatMiniprogram.MarkerTap) {
    const shop = this.shops[Number(event.detail.markerId)];
    if (shop) go(routes.shop(shop.id));
  },

  onOpen(event: Tap<{ id: string }>) {
    go(routes.shop(event.currentTarget.dataset.id));
  },

  onKeeper() {
    go(routes.keeper());
  },

  onRegister() {
    go(routes.register());
  },

  onShareAppMessage() {
    return { title: '爱心商家谢谢志愿者', path: '/packages/benefits/list/index' };
  },
});
