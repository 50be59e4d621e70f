import { turnMinutes } from '../../../../domain/activities/schemas';
import { MIDNIGHT } from '../../../../domain/activities/times';
import type { DraftSlot } from '../../post/draft';

const turnChoices = turnMinutes.map((minutes) => ({ id: String(minutes), name: `每 ${minutes} 分钟` }));

const blank: DraftSlot = {
  kind: 'shift',
  name: '',
  day: '',
  from: '',
  to: '',
  capacity: 1,
  each: 0,
  home: false,
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
    /** How long it takes, in words; also that it ends on the next day. */
    lasts: { type: String, value: '' },
    /** The slot's faults: name, start, end, capacity. */
    faults: { type: Object, value: { name: '', start: '', end: '', capacity: '' } },
    number: { type: Number, value: 1 },
    removable: { type: Boolean, value: false },
    /** People may each be given a time of their own. */
    turns: { type: Boolean, value: false },
    /** 'YYYY-MM-DD', the first day that can be chosen. */
    today: { type: String, value: '' },
  },
  data: { turnChoices, homeChoices: [{ id: 'home', name: '上门服务' }] },
  methods: {
    onHome(event: Told<{ value: string }>) {
      this.change({ home: event.detail.value === 'home' });
    },

    onTurns(event: Told<{ value: string }>) {
      this.change({ each: Number(event.detail.value) });
    },

    onField(event: Told<{ value: string }, { field: keyof DraftSlot }>) {
      this.change({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    /** The wheels have no 24:00: midnight as an end is that of the day on which it begins. */
    onEnd({ detail: { value } }: Told<{ value: string }>) {
      this.change({ to: value === '00:00' ? MIDNIGHT : value });
    },

    onCapacity(event: Told<{ value: number }>) {
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
