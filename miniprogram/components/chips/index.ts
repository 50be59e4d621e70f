/** A row of choices, of which one is chosen; '' is the first, 'all'. Tells `change` with `{ value }`. */
Component({
  properties: {
    /** { id, name }[] */
    items: { type: Array, value: [] },
    value: { type: String, value: '' },
    /** The name of the choice that leaves nothing out; none when empty. */
    all: { type: String, value: '全部' },
    label: { type: String, value: '' },
  },
  methods: {
    onChoose(event: Tap<{ value: string }>) {
      const { value } = event.currentTarget.dataset;
      if (value !== this.data.value) this.triggerEvent('change', { value });
    },
  },
});
