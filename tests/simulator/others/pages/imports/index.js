/* global Page */
/* eslint @typescript-eslint/no-require-imports: off -- written as WeChat documents it */
import { here, gone } from '../../utils/names';
import rooted from '/utils/rooted';

Page({
  data: { here, gone: typeof gone, rooted, missing: '' },
  onLoad() {
    try {
      require('../../utils/nowhere');
    } catch (error) {
      this.setData({ missing: error.message });
    }
  },
});
