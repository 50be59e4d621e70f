/** A sheet that asks for a reason: ready-made ones to tap, or own words. What it is about goes into its slot. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    /** What the words are. */
    label: { type: String, value: '原因' },
    reasons: { type: Array, value: [] as string[] },
    reason: { type: String, value: '' },
    yes: { type: String, value: '确定' },
    /** Without a reason it cannot be confirmed. */
    needed: { type: Boolean, value: true },
    sending: { type: Boolean, value: false },
  },
  data: { typed: '', missing: false },
  observers: {
    'visible, reason'(visible: boolean, reason: string) {
      if (visible) this.setData({ typed: reason, missing: false });
    },
  },
  methods: {
    onChip(event: Tap<{ reason: string }>) {
      this.setData({ typed: event.currentTarget.dataset.reason, missing: false });
    },

    onInput(event: WechatMiniprogram.Input) {
      this.setData({ typed: event.detail.value, missing: false });
    },

    onConfirm() {
      const reason = this.data.typed.trim();
      if (this.data.needed && reason === '') this.setData({ missing: true });
      else this.triggerEvent('confirm', { reason });
    },

    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },

    onClose() {
      this.triggerEvent('close');
    },
  },
});
