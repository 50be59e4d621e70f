/**
 * The picture of a thing: its own photo, else what is drawn for its kind. It fills the box that it stands in, and says
 * nothing: the words beside it do.
 */
Component({
  properties: {
    /** A category, a tier, a door, or `empty`: the name of a drawing. */
    of: { type: String, value: '' },
    photo: { type: String, value: '' },
    /** Without a coloured ground. */
    bare: { type: Boolean, value: false },
  },
  data: { broken: false },
  observers: {
    photo() {
      this.setData({ broken: false });
    },
  },
  methods: {
    /** A photo that does not come gives way to the drawing. */
    onBroken() {
      this.setData({ broken: true });
    },
  },
});
