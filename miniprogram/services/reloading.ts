/** A page that loads what it shows; `state` says how far that is. */
interface Loading {
  load(): Promise<unknown>;
  setData(data: { state: 'loading' }): void;
}

/** What all such pages do alike, to be spread into Page(): load again when pulled down, or on a tap after a failure. */
export const reloading = {
  async onPullDownRefresh(this: Loading) {
    await this.load();
    void wx.stopPullDownRefresh();
  },
  onRetry(this: Loading) {
    this.setData({ state: 'loading' });
    void this.load();
  },
};
