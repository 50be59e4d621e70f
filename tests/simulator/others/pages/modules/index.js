/* global Page */
/* eslint @typescript-eslint/no-require-imports: off -- written as WeChat documents it */
Page({
  data: { global: '', promised: '', called: '', failed: '', browser: '' },
  onLoad() {
    this.setData({
      global: global.startedBy,
      browser: [typeof window, typeof document, typeof fetch].join(' '),
    });
    require.async('../../packages/later/tools.js').then(({ name }) => this.setData({ promised: name }));
    require('../../packages/later/tools.js', ({ name }) => this.setData({ called: name }));
    require('../../packages/later/gone.js', () => undefined, ({ errMsg }) =>
      this.setData({ failed: errMsg }));
  },
});
