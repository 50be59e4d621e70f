/** A sheet to choose one person from, by tapping a name; a long list is narrowed by typing. */
export interface Nameable {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

/** Fewer than this are seen at once. */
const SEARCHABLE = 8;

Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    empty: { type: String, value: '' },
    people: { type: Array, value: [] as Nameable[] },
  },
  data: { typed: '', shown: [] as Nameable[], searchable: false },
  observers: {
    'visible, people'(visible: boolean) {
      if (visible) this.narrow('');
    },
  },
  methods: {
    narrow(typed: string) {
      const people = this.data.people;
      const shown = people.filter(({ name }) => name.includes(typed.trim()));
      this.setData({ typed, shown, searchable: people.length >= SEARCHABLE });
    },

    onInput(event: WechatMiniprogram.Input) {
      this.narrow(event.detail.value);
    },

    onChoose(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('choose', { id: event.currentTarget.dataset.id });
    },

    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },

    onClose() {
      this.triggerEvent('close');
    },
  },
});
