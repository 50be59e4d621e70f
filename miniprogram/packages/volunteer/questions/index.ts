import { loading, loadingData, loadInto, reloadPart } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { shiftRow, type ShiftRow } from './model';

const myself: { readonly personId?: string } = {};
const nothing = { slotId: '', title: '' };

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    shifts: [] as ShiftRow[],
    asking: nothing,
    reasons: ['我去了，没有记上', '签到没成功，队长知道', '队长替我签过到'],
  },
  /** Somebody without a phone; left out: myself. */
  of: myself,

  onLoad({ person }: PageQuery<'person'>) {
    if (person) this.of = { personId: person };
  },

  load() {
    const asked = callOrRecall('hours.unrecorded', this.of, `unrecorded${this.of.personId ?? ''}`);
    return loadInto(this, asked, (unrecorded) => {
      const now = cloudNow();
      const shifts = unrecorded.shifts.map((shift) => shiftRow(shift, now));
      return { shifts, state: shifts.length > 0 ? 'ready' : 'empty' };
    });
  },

  async onPullDownRefresh() {
    await Promise.all([this.load(), reloadPart(this, '#mine')]);
    void wx.stopPullDownRefresh();
  },

  onAsk(event: Tap<{ id: string }>) {
    const row = this.data.shifts.find((shift) => shift.slotId === event.currentTarget.dataset.id);
    if (!row) return;
    this.setData({ asking: { slotId: row.slotId, title: row.title } });
  },

  onCloseSheet() {
    this.setData({ asking: nothing });
  },

  async onReason(event: Told<{ reason: string }>) {
    const { slotId } = this.data.asking;
    if (slotId === '') return;
    const about = { kind: 'slot' as const, slotId, ...this.of };
    const input = { about, words: event.detail.reason };
    await send(this, 'hours.contest', input, {
      done: '已发给队长，答复了会告诉您',
      answered: () => {
        this.setData({ asking: nothing });
        return Promise.all([this.load(), reloadPart(this, '#mine')]);
      },
    });
  },
});
