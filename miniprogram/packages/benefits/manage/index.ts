import { callOrRecall } from '../../../services/cache';
import { call } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { managedRow, type ManagedRow } from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string; offer?: string; account?: string }>;

/** A link that is ready to be sent. */
interface Invitation {
  readonly shopId: string;
  readonly name: string;
  readonly path: string;
}

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    rows: [] as ManagedRow[],
    inviting: null as Invitation | null,
    busy: '',
  },

  onShow() {
    void this.load();
  },

  async load() {
    await openSession();
    const result = await callOrRecall('benefits.shops', {}, 'shops');
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const rows = result.data.shops.map(managedRow);
    this.setData({ rows, state: rows.length > 0 ? 'ready' : 'empty', staleSince: result.staleSince ?? 0 });
  },

  row(id: string): ManagedRow | undefined {
    return this.data.rows.find((row) => row.id === id);
  },

  onAdd() {
    go(routes.shopForm());
  },

  onEdit(event: Tapped) {
    go(routes.shopForm(event.currentTarget.dataset.id));
  },

  onOffer(event: Tapped) {
    const { id, offer } = event.currentTarget.dataset;
    go(routes.offerForm(id, offer));
  },

  async onPause(event: Tapped) {
    const row = this.row(event.currentTarget.dataset.id);
    if (!row || this.data.busy !== '') return;
    const question = row.paused
      ? '大家又能看到它，店员又能送。'
      : '列表里不再有它，店员不能送。随时可以恢复。';
    const yes = row.paused ? '恢复' : '暂停';
    if (!(await confirm(`${yes}“${row.name}”？`, question, yes))) return;
    this.setData({ busy: row.id });
    const result = await call('benefits.pause', { shopId: row.id, paused: !row.paused });
    this.setData({ busy: '' });
    tell(result.ok ? `已${yes}` : wordsFor(result.code, result.details));
    await this.load();
  },

  async onInvite(event: Tapped) {
    const row = this.row(event.currentTarget.dataset.id);
    if (!row || this.data.busy !== '') return;
    this.setData({ busy: row.id });
    const result = await call('benefits.invite', { shopId: row.id });
    this.setData({ busy: '' });
    if (!result.ok) return tell(wordsFor(result.code, result.details));
    const { shopId, invitation } = result.data;
    const path = `/packages/benefits/keeper/index?shop=${shopId}&invitation=${invitation}`;
    this.setData({ inviting: { shopId, name: row.name, path } });
  },

  onInvited() {
    this.setData({ inviting: null });
  },

  async onDismiss(event: Tapped) {
    const { id, account = '' } = event.currentTarget.dataset;
    const keeper = this.row(id)?.keepers.find(({ accountId }) => accountId === account);
    if (!keeper || !(await confirm('移去这位店员？', `${keeper.name}以后不能替这家店扫码。`, '移去'))) return;
    const result = await call('benefits.dismiss', { shopId: id, accountId: account });
    tell(result.ok ? '已移去' : wordsFor(result.code, result.details));
    await this.load();
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { inviting } = this.data;
    if (inviting) return { title: `请您做“${inviting.name}”的店员`, path: inviting.path };
    return { title: '爱心商家谢谢志愿者', path: '/packages/benefits/list/index' };
  },
});
