/* global Page, wx */
Page({
  data: { answers: '' },
  onLoad() {
    const answers = [
      wx.startBeaconDiscovery ? 'yes' : 'no',
      typeof wx.cloud.getTempFileURLs,
      'getLocation' in wx,
      'createWorker' in wx,
      wx.canIUse('createWorker'),
      wx.canIUse('button.open-type.share'),
      wx.canIUse('button.open-type.nothing'),
      wx.canIUse('live-player'),
    ];
    this.setData({ answers: answers.join(' ') });
  },
  call() {
    wx.startBeaconDiscovery();
  },
});
