/** Something to agree to. Never ticked before its reader did it. Tells `change` with `{ checked }`. */
Component({
  properties: {
    checked: { type: Boolean, value: false },
    name: { type: String, value: '' },
    note: { type: String, value: '' },
  },
  methods: {
    onTap() {
      this.triggerEvent('change', { checked: !this.data.checked });
    },
  },
});
