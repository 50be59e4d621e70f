import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call, isAnswer, newNonce } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { wordsFor } from '../../../services/words';
import { shiftRow, type ShiftRow } from './model';

interface Reloads {
  load(): Promise<void>;
}

const myself: { readonly personId?: string } = {};
const nothing = { slotId: '', title: '' };

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    shifts: [] as ShiftRow[],
    asking: nothing,
    sending: false,
    reasons: ['我去了，没有记上', '签到没成功，队长知道', '队长替我签过到'],
  },
  /** One nonce while the same question is being tried. */
  nonce: '',

  /** Somebody without a phone; left out: myself. */
  of: myself,

  onLoad({ person }: { person?: string }) {
    if (person) this.of = { personId: person };
  },

  onShow() {
    void this.load();
  },

  async load() {
    const result = await callOrRecall('hours.unrecorded', this.of, `unrecorded${this.of.personId ?? ''}`);
    if (!result.ok) {
      this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
      return;
    }
    const now = cloudNow();
    const shifts = result.data.shifts.map((shift) => shiftRow(shift, now));
    this.setData({
      shifts,
      state: shifts.length > 0 ? 'ready' : 'empty',
      staleSince: result.staleSince ?? 0,
    });
  },

  async onPullDownRefresh() {
    await Promise.all([this.load(), this.reloadCases()]);
    void wx.stopPullDownRefresh();
  },

  async reloadCases() {
    const list = this.selectComponent('#mine') as unknown as Reloads | null;
    await list?.load();
  },

  onAsk(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const row = this.data.shifts.find((shift) => shift.slotId === event.currentTarget.dataset.id);
    if (!row) return;
    this.nonce = newNonce();
    this.setData({ asking: { slotId: row.slotId, title: row.title } });
  },

  onCloseSheet() {
    this.setData({ asking: nothing });
  },

  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { asking, sending } = this.data;
    if (asking.slotId === '' || sending) return;
    this.setData({ sending: true });
    const about = { kind: 'slot' as const, slotId: asking.slotId, ...this.of };
    const result = await call('hours.contest', { about, words: event.detail.reason }, { nonce: this.nonce });
    this.setData({ sending: false });
    tell(result.ok ? '已发给队长，答复了会告诉您' : wordsFor(result.code, result.details));
    if (!isAnswer(result)) return;
    this.setData({ asking: nothing });
    await Promise.all([this.load(), this.reloadCases()]);
  },
});
