/* global Page */
Page({
  data: { value: 1, late: false },
  next() {
    this.setData({ value: this.data.value + 1, late: true });
  },
});
