import { partsOfDay } from '../../../../domain/accounts/registration';
import { partWords, weekdayWords } from '../../words';

/** A week of mornings, afternoons and evenings. Tells `change` with `{ value }`: '6-morning' … */
Component({
  properties: {
    value: { type: Array, value: [] as string[] },
  },
  data: {
    days: [] as { name: string; parts: { id: string; name: string; label: string; chosen: boolean }[] }[],
  },
  observers: {
    value() {
      this.draw();
    },
  },
  lifetimes: {
    attached() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const chosen = this.data.value;
      const days = weekdayWords.map((name, i) => ({
        name,
        parts: partsOfDay.map((part) => {
          const id = `${i + 1}-${part}`;
          return { id, name: partWords[part], label: name + partWords[part], chosen: chosen.includes(id) };
        }),
      }));
      this.setData({ days });
    },
    onTap(event: Tap<{ id: string }>) {
      const { id } = event.currentTarget.dataset;
      const before = this.data.value;
      const value = before.includes(id) ? before.filter((x) => x !== id) : [...before, id];
      this.triggerEvent('change', { value });
    },
  },
});
