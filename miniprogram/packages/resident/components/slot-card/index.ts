/**
 * One shift or bookable time of an activity. Tells `choose` and `cancel` with `{ id }`, `open` and
 * `takeover` with `{ signupId }`.
 */
Component({
  properties: {
    /** SlotRow */
    row: { type: Object, value: {} },
    chosen: { type: Boolean, value: false },
  },
  methods: {
    onChoose(event: Tap<{ id: string }>) {
      this.triggerEvent('choose', { id: event.currentTarget.dataset.id });
    },
    onOpen(event: Tap<{ signup: string }>) {
      this.triggerEvent('open', { signupId: event.currentTarget.dataset.signup });
    },
    onTakeOver(event: Tap<{ signup: string }>) {
      this.triggerEvent('takeover', { signupId: event.currentTarget.dataset.signup });
    },
    onCancel(event: Tap<{ id: string }>) {
      this.triggerEvent('cancel', { id: event.currentTarget.dataset.id });
    },
  },
});
