/** The size of the text on this phone: our switch, kept on the phone, and what WeChat is set to. */
import { typeFactor, wantsLarge, type TypeWish } from '../domain/type';

const KEY = 'large-type';

const listeners = new Set<() => void>();

/** Read each time: the phone may have been given another size while a page lay below another one. */
function wish(): TypeWish {
  return { large: isSwitchedOn(), systemPx: wx.getAppBaseInfo().fontSizeSetting };
}

/** Storage may be broken: the page is then drawn all the same, in the usual size. */
export function isSwitchedOn(): boolean {
  try {
    return wx.getStorageSync(KEY) === true;
  } catch {
    return false;
  }
}

export function currentFactor(): number {
  return typeFactor(wish());
}

export function isLarge(): boolean {
  return wantsLarge(wish());
}

/** Changes every open page at once; false where the phone cannot keep it, and nothing changes. */
export function switchLarge(on: boolean): boolean {
  try {
    wx.setStorageSync(KEY, on);
  } catch {
    return false;
  }
  for (const listener of listeners) listener();
  return true;
}

/** Answers how to stop listening. */
export function onTypeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
