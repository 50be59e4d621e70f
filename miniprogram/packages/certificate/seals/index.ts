import { loading, loadingData, loadInto, loadMore } from '../../../kit/loading';
import type { SealView } from '../../../domain/hours/views';
import { call } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { sealRows, type SealRow } from './model';

const PAGE = 30;

Page({
  ...loading,
  data: { ...loadingData, rows: [] as SealRow[], more: false },
  seals: [] as readonly SealView[],

  load() {
    const asked = call('hours.seals', { limit: PAGE });
    return loadInto(this, asked, ({ seals, more }) => this.shown(seals, more));
  },
  shown(seals: readonly SealView[], more: boolean) {
    this.seals = seals;
    return {
      state: seals.length === 0 ? ('empty' as const) : ('ready' as const),
      rows: sealRows(seals),
      more,
    };
  },

  onReachBottom() {
    const before = this.seals[this.seals.length - 1]?.day;
    if (!this.data.more || before === undefined) return;
    void loadMore(
      this,
      () => call('hours.seals', { before, limit: PAGE }),
      ({ seals, more }) => this.shown([...this.seals, ...seals], more),
    );
  },

  async onCopy(event: Tap<{ root: string }>) {
    await wx.setClipboardData({ data: event.currentTarget.dataset.root });
    tell('指纹已复制');
  },

  onShareAppMessage() {
    return { title: '志愿服务时长台账的封存记录', path: '/packages/certificate/seals/index' };
  },
});
