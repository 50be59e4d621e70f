/** Somebody's face where no photo is kept: the first character of the name, always on the same of a few colours. */
Component({
  properties: {
    name: { type: String, value: '' },
  },
  data: { initial: '', ground: 0 },
  observers: {
    name(name: string) {
      const letters = Array.from(name);
      const sum = letters.reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
      this.setData({ initial: letters[0] ?? '我', ground: sum % 5 });
    },
  },
});
