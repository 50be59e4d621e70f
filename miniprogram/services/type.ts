/** The size of the text on this phone: our switch, kept on the phone, and what WeChat is set to. */
import { typeFactor, wantsLarge, type TypeWish } from '../domain/type';
import { kept } from './storage';

const store = kept<boolean>('large-type');

const listeners = new Set<() => void>();

/** Read each time: the phone may have been given another size while a page lay below another one. */
function wish(): TypeWish {
  return { large: isSwitchedOn(), systemPx: wx.getAppBaseInfo().fontSizeSetting };
}

/** Whether large type was ever chosen, or declined: whoever has not is offered it once. */
export const wasOffered = (): boolean => store.read() !== null;

export const isSwitchedOn = (): boolean => store.read() === true;

export function currentFactor(): number {
  return typeFactor(wish());
}

export function isLarge(): boolean {
  return wantsLarge(wish());
}

/** Changes every open page at once; false where the phone keeps it only as long as the app is open. */
export function switchLarge(on: boolean): boolean {
  const safely = store.write(on);
  for (const listener of listeners) listener();
  return safely;
}

/** Answers how to stop listening. */
export function onTypeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
