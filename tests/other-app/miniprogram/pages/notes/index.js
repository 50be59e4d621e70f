/* global Page, wx */
Page({
  data: { wall: '', titles: [] },
  async onLoad() {
    const { result } = await wx.cloud.callFunction({ name: 'notes', data: {} });
    this.setData(result);
  },
});
