/** Brightens the screen for a code to be scanned from, and gives it back as its owner had it. */
export interface Brightened {
  brighten(): Promise<void>;
  dim(): void;
}

export function brightScreen(): Brightened {
  let before: number | null = null;
  let wanted = false;
  return {
    async brighten() {
      wanted = true;
      wx.setKeepScreenOn({ keepScreenOn: true, fail: () => undefined });
      try {
        before ??= (await wx.getScreenBrightness()).value;
        if (wanted) await wx.setScreenBrightness({ value: 1 });
      } catch {
        // A phone that cannot be brightened shows the code as it is.
      }
    },
    dim() {
      wanted = false;
      wx.setKeepScreenOn({ keepScreenOn: false, fail: () => undefined });
      if (before !== null) wx.setScreenBrightness({ value: before, fail: () => undefined });
      before = null;
    },
  };
}
