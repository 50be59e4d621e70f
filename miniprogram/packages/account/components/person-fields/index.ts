/** The fields of a registration, whoever fills it in. Tells `change` with `{ field, value }`. */
Component({
  properties: {
    form: { type: Object, value: {} },
    faults: { type: Object, value: {} },
    reading: { type: Object, value: {} },
    /** { id, name }[] */
    skills: { type: Array, value: [] },
    /** Of whoever holds this phone. */
    own: { type: Boolean, value: true },
  },
  methods: {
    onTyped(event: WechatMiniprogram.Input<object, { field: string }>) {
      this.tell(event.currentTarget.dataset.field, event.detail.value);
    },
    onValue(event: Told<{ value: unknown }, { field: string }>) {
      this.tell(event.currentTarget.dataset.field, event.detail.value);
    },
    onGuardianAgrees(event: Told<{ checked: boolean }>) {
      this.tell('guardianAgrees', event.detail.checked);
    },
    tell(field: string, value: unknown) {
      this.triggerEvent('change', { field, value });
    },
  },
});
