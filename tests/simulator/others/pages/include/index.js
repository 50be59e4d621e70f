/* global Page */
Page({
  data: {
    rows: [
      { name: '甲', parts: [1, 2] },
      { name: '乙', parts: [3] },
    ],
    tapped: '',
  },
  tap(event) {
    this.setData({ tapped: event.currentTarget.dataset.name });
  },
});
