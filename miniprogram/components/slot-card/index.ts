/** One shift or bookable time of an activity. Tells `choose` and `cancel` with `{ id }`. */
Component({
  properties: {
    /** SlotRow */
    row: { type: Object, value: {} },
    chosen: { type: Boolean, value: false },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('choose', { id: event.currentTarget.dataset.id });
    },
    cancel(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('cancel', { id: event.currentTarget.dataset.id });
    },
  },
});
