import { call, isAnswer, newNonce } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { scanOnce } from '../../../services/scan';
import { openSession, session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { shopWords } from '../words';
import { keptRow, visitorModel, type KeptRow, type VisitorModel } from './model';

/** An invitation that came with the link. */
interface Invited {
  readonly shopId: string;
  readonly invitation: string;
}

const noNonces: Readonly<Record<string, string>> = {};

Page({
  data: {
    state: 'loading',
    failure: '',
    rows: [] as KeptRow[],
    chosen: '',
    visitor: null as VisitorModel | null,
    /** Why the last scan told nothing. */
    refused: '',
    /** The offer whose giving is on its way, 'scan' or 'join'. */
    busy: '',
    /** Name of the shop that one is invited to; empty when to none. */
    inviting: '',
    introducing: false,
  },
  invited: null as Invited | null,
  pass: '',
  /** One nonce for each offer while it is being given. */
  nonces: noNonces,

  onLoad({ id = '', shop = '', invitation = '' }: { id?: string; shop?: string; invitation?: string }) {
    this.setData({ chosen: id });
    if (shop !== '' && invitation !== '') this.invited = { shopId: shop, invitation };
    void this.begin();
  },

  async begin() {
    await openSession();
    if (!this.invited) return this.load();
    const result = await call('benefits.shop', { shopId: this.invited.shopId });
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    } else if (result.data.keeps) {
      this.setData({ chosen: this.invited.shopId });
      this.invited = null;
      await this.load();
    } else {
      this.setData({ state: 'ready', inviting: result.data.name });
    }
  },

  async load() {
    const result = await call('benefits.keeper', {});
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const rows = result.data.shops.map(keptRow);
    const known = rows.find(({ id }) => id === this.data.chosen) ?? rows[0];
    this.setData({ rows, chosen: known?.id ?? '', state: rows.length > 0 ? 'ready' : 'empty', inviting: '' });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.begin();
  },

  onShop(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ chosen: event.detail.value, visitor: null, refused: '' });
  },

  async onScan() {
    if (this.data.busy !== '') return;
    const seen = await scanOnce();
    if (!seen) return;
    this.setData({ busy: 'scan', visitor: null, refused: '' });
    const input = { shopId: this.data.chosen, code: seen.text.slice(0, 200) };
    const result = await call('benefits.check', input);
    this.setData({ busy: '' });
    if (!result.ok) {
      this.setData({ refused: shopWords(result.code, result.details) });
      return;
    }
    this.pass = result.data.pass;
    this.nonces = noNonces;
    this.setData({ visitor: visitorModel(result.data) });
  },

  async onGive(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const offerId = event.currentTarget.dataset.id;
    const { chosen, busy, visitor } = this.data;
    const offer = visitor?.offers.find(({ id }) => id === offerId);
    if (busy !== '' || !offer?.free) return;
    const nonce = this.nonces[offerId] ?? newNonce();
    this.nonces = { ...this.nonces, [offerId]: nonce };
    this.setData({ busy: offerId });
    const result = await call('benefits.give', { shopId: chosen, offerId, pass: this.pass }, { nonce });
    this.setData({ busy: '' });
    if (!result.ok && !isAnswer(result)) return tell(wordsFor(result.code, result.details));
    if (!result.ok) return tell(shopWords(result.code, result.details));
    this.given(offerId);
    tell(`已记下：${offer.title}`);
    await this.load();
  },

  given(offerId: string) {
    const { visitor } = this.data;
    if (!visitor) return;
    const offers = visitor.offers.map((offer) =>
      offer.id === offerId ? { ...offer, free: false, status: '已送' } : offer,
    );
    this.setData({ visitor: { ...visitor, offers } });
  },

  onDone() {
    this.pass = '';
    this.setData({ visitor: null, refused: '' });
  },

  onJoin() {
    if (session()?.introduced) void this.join();
    else this.setData({ introducing: true });
  },

  onIntroduced() {
    this.setData({ introducing: false });
    void this.join();
  },

  onNotIntroduced() {
    this.setData({ introducing: false });
  },

  async join() {
    const { invited } = this;
    if (!invited || this.data.busy !== '') return;
    this.setData({ busy: 'join' });
    // Whoever is in already is let in again: a lost answer needs no nonce of its own.
    const result = await call('benefits.join', invited);
    this.setData({ busy: '' });
    if (!result.ok) return tell(wordsFor(result.code, result.details));
    tell(`您现在是“${result.data.name}”的店员`);
    this.setData({ chosen: invited.shopId });
    this.invited = null;
    await this.load();
  },

  async onLeave() {
    const row = this.data.rows.find(({ id }) => id === this.data.chosen);
    if (!row || !(await confirm('不再做店员？', `以后不能替“${row.name}”扫志愿者的码。`, '不做了'))) return;
    const result = await call('benefits.leave', { shopId: row.id });
    tell(result.ok ? '已退出' : wordsFor(result.code, result.details));
    this.setData({ visitor: null, refused: '' });
    await this.load();
  },
});
