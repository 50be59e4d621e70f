/**
 * Whom a place is for and how many come, and what there is to know before one decides. Tells `change` and
 * `submit` with `{ personId, party }`, `typed` with what is typed of a relative who is added, `home` with what is said of a home, and `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** SheetModel */
    sheet: { type: Object, value: {} },
    busy: { type: Boolean, value: false },
    /** What of a relative who is added does not fit. */
    fault: { type: String, value: '' },
    /** What of the home does not fit. */
    homeFault: { type: String, value: '' },
  },
  methods: {
    onChoose(event: Tap<{ id: string }>) {
      this.tell('change', event.currentTarget.dataset.id, this.wished().party);
    },
    onResize(event: Told<{ party: number }>) {
      this.tell('change', this.wished().personId, event.detail.party);
    },
    onSubmit() {
      const { personId, party } = this.wished();
      if (!this.data.busy) this.tell('submit', personId, party);
    },
    onHome(event: Told<object>) {
      this.triggerEvent('home', event.detail);
    },
    onName(event: WechatMiniprogram.Input) {
      this.triggerEvent('typed', { name: event.detail.value });
    },
    onRelation(event: Told<{ value: string }>) {
      this.triggerEvent('typed', { relation: event.detail.value });
    },
    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
    wished() {
      return this.data.sheet as { personId: string; party: number };
    },
    tell(what: 'change' | 'submit', personId: string, party: number) {
      this.triggerEvent(what, { personId, party });
    },
  },
});
