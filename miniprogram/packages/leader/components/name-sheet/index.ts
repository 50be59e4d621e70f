import { nameAlone } from '../../../../domain/names';

/**
 * A sheet to choose one person from, by tapping a name; a long list is narrowed by typing. Where there are more
 * people than it was given (`findable`), what was typed can be looked for: `find`.
 */
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
    findable: { type: Boolean, value: false },
    finding: { type: Boolean, value: false },
  },
  data: { typed: '', shown: [] as Nameable[], searchable: false },
  observers: {
    visible(visible: boolean) {
      if (visible) this.narrow('');
    },
    people() {
      this.narrow(this.data.typed);
    },
  },
  methods: {
    narrow(typed: string) {
      const people = this.data.people;
      const shown = people.filter(({ name }) => nameAlone(name).includes(nameAlone(typed)));
      this.setData({ typed, shown, searchable: this.data.findable || people.length >= SEARCHABLE });
    },

    onInput(event: WechatMiniprogram.Input) {
      this.narrow(event.detail.value);
    },

    onFind() {
      const text = this.data.typed.trim();
      if (this.data.findable && text !== '') this.triggerEvent('find', { text });
    },

    onChoose(event: Tap<{ id: string }>) {
      this.triggerEvent('choose', { id: event.currentTarget.dataset.id });
    },

    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },

    onClose() {
      this.triggerEvent('close');
    },
  },
});
