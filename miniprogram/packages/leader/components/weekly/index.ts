import { datesOf } from './model';

/** Once, or on the same weekday so many weeks in a row. */
Component({
  properties: {
    /** How many times; 1 is once. */
    times: { type: Number, value: 1 },
    most: { type: Number, value: 1 },
    /** The first day. */
    day: { type: String, value: '' },
    fault: { type: String, value: '' },
  },
  data: { dates: '' },
  observers: {
    'times, day'(times: number, day: string) {
      this.setData({ dates: times > 1 && day !== '' ? datesOf(day, times) : '' });
    },
  },
  methods: {
    onOnce() {
      this.give(1);
    },

    onWeekly() {
      if (this.data.times === 1) this.give(Math.min(4, this.data.most));
    },

    onTimes(event: Told<{ value: number }>) {
      this.give(event.detail.value);
    },

    give(value: number) {
      this.triggerEvent('change', { value });
    },
  },
});
