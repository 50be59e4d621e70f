/** Choices of which any number may be chosen. Tells `change` with `{ value }`: the ids chosen. */
Component({
  properties: {
    /** { id, name }[] */
    items: { type: Array, value: [] },
    value: { type: Array, value: [] as string[] },
  },
  data: { rows: [] as { id: string; name: string; chosen: boolean }[] },
  observers: {
    'items, value'(items: { id: string; name: string }[], value: string[]) {
      this.setData({ rows: items.map(({ id, name }) => ({ id, name, chosen: value.includes(id) })) });
    },
  },
  methods: {
    onTap(event: Tap<{ id: string }>) {
      const { id } = event.currentTarget.dataset;
      const before = this.data.value;
      const value = before.includes(id) ? before.filter((x) => x !== id) : [...before, id];
      this.triggerEvent('change', { value });
    },
  },
});
