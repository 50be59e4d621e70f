/** How many people come, with a large − and +. Tells `change` with `{ party }`, never beyond what it may be. */
Component({
  properties: {
    party: { type: Number, value: 1 },
    most: { type: Number, value: 1 },
  },
  methods: {
    onStep(event: Tap<{ by: number }>) {
      const { party, most } = this.data;
      const next = Math.min(most, Math.max(1, party + event.currentTarget.dataset.by));
      if (next !== party) this.triggerEvent('change', { party: next });
    },
  },
});
