import type { DraftSlot } from '../../post/draft';

const blank: DraftSlot = {
  kind: 'shift',
  name: '',
  day: '',
  from: '',
  to: '',
  capacity: 1,
  slotId: '',
  taken: 0,
};

/** One shift or service slot of the form. Every change is told as the whole slot. */
Component({
  properties: {
    /** DraftSlot */
    entry: { type: Object, value: blank },
    /** Its day in words. */
    day: { type: String, value: '' },
    /** The slot's faults: name, start, end, capacity. */
    faults: { type: Object, value: { name: '', start: '', end: '', capacity: '' } },
    number: { type: Number, value: 1 },
    removable: { type: Boolean, value: false },
    /** 'YYYY-MM-DD', the first day that can be chosen. */
    today: { type: String, value: '' },
  },
  methods: {
    onField(event: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: keyof DraftSlot }>) {
      this.change({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    onCapacity(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      this.change({ capacity: event.detail.value });
    },

    change(part: Partial<DraftSlot>) {
      this.triggerEvent('change', { slot: { ...this.data.entry, ...part } });
    },

    onRemove() {
      this.triggerEvent('remove');
    },
  },
});
