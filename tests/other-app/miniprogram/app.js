/* global App, wx */
App({
  onLaunch() {
    wx.cloud.init();
  },
});
