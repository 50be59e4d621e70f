/** Days in a row, of which one is chosen. Tells `change` with `{ value }`. */
Component({
  properties: {
    /** DayTab[] */
    days: { type: Array, value: [] },
    value: { type: String, value: '' },
  },
  methods: {
    onChoose(event: Tap<{ id: string }>) {
      const value = event.currentTarget.dataset.id;
      if (value !== this.data.value) this.triggerEvent('change', { value });
    },
  },
});
