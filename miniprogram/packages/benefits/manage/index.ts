import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { confirm } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { managedRow, type ManagedRow } from './model';

type Tapped = Tap<{ id: string; offer?: string; account?: string }>;

/** A link that is ready to be sent. */
interface Invitation {
  readonly shopId: string;
  readonly name: string;
  readonly path: string;
}

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    rows: [] as ManagedRow[],
    inviting: null as Invitation | null,
  },

  load() {
    return loadInto(this, this.ask(), ({ shops }) => ({
      rows: shops.map(managedRow),
      state: shops.length > 0 ? 'ready' : 'empty',
    }));
  },
  async ask() {
    await openSession();
    return callOrRecall('benefits.shops', {}, 'shops');
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
    await send(
      this,
      'benefits.pause',
      { shopId: row.id, paused: !row.paused },
      {
        name: row.id,
        done: `已${yes}`,
        answered: () => this.load(),
      },
    );
  },

  async onInvite(event: Tapped) {
    const row = this.row(event.currentTarget.dataset.id);
    if (!row) return;
    await send(
      this,
      'benefits.invite',
      { shopId: row.id },
      {
        name: row.id,
        then: ({ shopId, invitation }) => {
          const path = `/packages/benefits/keeper/index?shop=${shopId}&invitation=${invitation}`;
          this.setData({ inviting: { shopId, name: row.name, path } });
        },
      },
    );
  },

  onInvited() {
    this.setData({ inviting: null });
  },

  async onDismiss(event: Tapped) {
    const { id, account = '' } = event.currentTarget.dataset;
    const keeper = this.row(id)?.keepers.find(({ accountId }) => accountId === account);
    if (!keeper || !(await confirm('移去这位店员？', `${keeper.name}以后不能替这家店扫码。`, '移去'))) return;
    await send(
      this,
      'benefits.dismiss',
      { shopId: id, accountId: account },
      {
        name: id,
        done: '已移去',
        answered: () => this.load(),
      },
    );
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { inviting } = this.data;
    if (inviting) return { title: `请您做“${inviting.name}”的店员`, path: inviting.path };
    return { title: '爱心商家谢谢志愿者', path: '/packages/benefits/list/index' };
  },
});
