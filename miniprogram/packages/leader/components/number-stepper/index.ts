import { compact } from '../../../../domain/typed';

/** A number with large − and +; `big` adds a second pair of buttons for larger steps. */
Component({
  properties: {
    value: { type: Number, value: 0 },
    min: { type: Number, value: 0 },
    max: { type: Number, value: 500 },
    step: { type: Number, value: 1 },
    big: { type: Number, value: 0 },
    label: { type: String, value: '' },
  },
  methods: {
    onStep(event: Tap<{ by: number }>) {
      this.give(this.data.value + event.currentTarget.dataset.by);
    },

    onTyped(event: WechatMiniprogram.InputBlur) {
      const typed = Number.parseInt(compact(event.detail.value), 10);
      this.give(Number.isNaN(typed) ? this.data.value : typed);
    },

    /** Always inside the bounds; the field is drawn anew even when what was typed was put right. */
    give(wanted: number) {
      const value = Math.min(this.data.max, Math.max(this.data.min, wanted));
      this.setData({ value });
      this.triggerEvent('change', { value });
    },
  },
});
