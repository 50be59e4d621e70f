import { loading, loadingData, loadInto } from '../../../kit/loading';
import type { MyCode } from '../../../domain/attendance/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { brightScreen } from '../../../services/screen';
import { codeModel, drawn, type CodeModel } from './model';

const TICK_MS = 500;
/** Of the screen's width. */
const CODE_SHARE = 0.68;

const screen = brightScreen();

Page({
  ...loading,
  data: {
    ...loadingData,
    model: null as CodeModel | null,
    code: '',
    size: 255,
    seconds: 0,
    percent: 0,
  },
  /** Never drawn itself. */
  mine: null as MyCode | null,
  ticking: 0,

  onLoad() {
    this.setData({ size: Math.round(wx.getWindowInfo().windowWidth * CODE_SHARE) });
  },

  onShow() {
    void screen.brighten();
    void this.load();
    this.ticking = setInterval(() => this.tick(), TICK_MS);
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
  },

  rest() {
    clearInterval(this.ticking);
    screen.dim();
  },

  /** The key is kept on the phone once it was here: from then on the code needs no network. */
  load() {
    return loadInto(this, callOrRecall('code.mine', {}, 'my-code'), (mine) => {
      this.mine = mine;
      this.tick();
      return { model: codeModel(mine) };
    });
  },

  tick() {
    if (!this.mine) return;
    const { code, seconds, percent } = drawn(this.mine, cloudNow());
    this.setData({ seconds, percent, ...(code !== this.data.code && { code }) });
  },
});
