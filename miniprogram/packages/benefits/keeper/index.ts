import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { call, type Result } from '../../../services/cloud';
import { confirm, nudge } from '../../../services/phone';
import { scanOnce } from '../../../services/scan';
import { openSession, session } from '../../../services/session';
import { shopWords } from '../words';
import { keptRow, visitorModel, type KeptRow, type VisitorModel } from './model';

/** An invitation that came with the link. */
interface Invited {
  readonly shopId: string;
  readonly invitation: string;
}

/** What there is to see: the shops that this person keeps, or the name of one that they are invited to. */
interface Counter {
  readonly rows: KeptRow[];
  readonly inviting: string;
}

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    rows: [] as KeptRow[],
    chosen: '',
    visitor: null as VisitorModel | null,
    /** Why the last scan told nothing. */
    refused: '',
    /** Name of the shop that one is invited to; empty when to none. */
    inviting: '',
    introducing: false,
  },
  invited: null as Invited | null,
  pass: '',

  onLoad({ id = '', shop = '', invitation = '' }: PageQuery<'id' | 'shop' | 'invitation'>) {
    this.setData({ chosen: id });
    if (shop !== '' && invitation !== '') this.invited = { shopId: shop, invitation };
  },

  load() {
    return loadInto(this, this.ask(), ({ rows, inviting }) => {
      const known = rows.find(({ id }) => id === this.data.chosen) ?? rows[0];
      const state = rows.length > 0 || inviting !== '' ? 'ready' : 'empty';
      return { rows, inviting, state, chosen: known?.id ?? '' };
    });
  },
  async ask(): Promise<Result<Counter>> {
    await openSession();
    if (this.invited) {
      const result = await call('benefits.shop', { shopId: this.invited.shopId });
      if (!result.ok) return result;
      if (!result.data.keeps) return { ok: true, data: { rows: [], inviting: result.data.name } };
      this.setData({ chosen: this.invited.shopId });
      this.invited = null;
    }
    const result = await call('benefits.keeper', {});
    return result.ok ? { ok: true, data: { rows: result.data.shops.map(keptRow), inviting: '' } } : result;
  },

  onShop(event: Told<{ value: string }>) {
    this.setData({ chosen: event.detail.value, visitor: null, refused: '' });
  },

  async onScan() {
    if (this.data.busy !== '') return;
    const seen = await scanOnce();
    if (!seen) return;
    this.setData({ visitor: null, refused: '' });
    const input = { shopId: this.data.chosen, code: seen.text.slice(0, 200) };
    await send(this, 'benefits.check', input, {
      name: 'scan',
      failed: ({ code, details }) => {
        this.setData({ refused: shopWords(code, details) });
        return '';
      },
      then: (visitor) => {
        nudge();
        this.pass = visitor.pass;
        this.setData({ visitor: visitorModel(visitor) });
      },
    });
  },

  async onGive(event: Tap<{ id: string }>) {
    const offerId = event.currentTarget.dataset.id;
    const { chosen, visitor } = this.data;
    const offer = visitor?.offers.find(({ id }) => id === offerId);
    if (!offer?.free) return;
    await send(
      this,
      'benefits.give',
      { shopId: chosen, offerId, pass: this.pass },
      {
        name: offerId,
        done: `已记下：${offer.title}`,
        failed: ({ code, details }) => shopWords(code, details),
        then: () => {
          this.given(offerId);
          return this.load();
        },
      },
    );
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
    if (!invited) return;
    await send(this, 'benefits.join', invited, {
      name: 'join',
      done: ({ name }) => `您现在是“${name}”的店员`,
      then: () => {
        this.setData({ chosen: invited.shopId });
        this.invited = null;
        return this.load();
      },
    });
  },

  async onLeave() {
    const row = this.data.rows.find(({ id }) => id === this.data.chosen);
    if (!row || !(await confirm('不再做店员？', `以后不能替“${row.name}”扫志愿者的码。`, '不做了'))) return;
    await send(
      this,
      'benefits.leave',
      { shopId: row.id },
      {
        done: '已退出',
        answered: () => {
          this.setData({ visitor: null, refused: '' });
          return this.load();
        },
      },
    );
  },
});
