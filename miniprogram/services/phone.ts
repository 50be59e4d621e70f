import type { Place } from '../domain/geo';

/** One tap to call; closing the dialler without calling is no failure. */
export function callPhone(phoneNumber: string): void {
  wx.makePhoneCall({ phoneNumber, fail: () => undefined });
}

/** Shows the place on WeChat's map, from where a navigation app can be chosen. */
export function leadTo(venue: { name: string; address: string; place: Place }): void {
  const { longitude, latitude } = venue.place;
  wx.openLocation({
    longitude,
    latitude,
    name: venue.name,
    address: venue.address,
    scale: 16,
    fail: () => undefined,
  });
}

/** A question with two answers. */
export async function confirm(title: string, content: string, yes: string, no = '再想想'): Promise<boolean> {
  const { confirm: agreed } = await wx.showModal({ title, content, confirmText: yes, cancelText: no });
  return agreed;
}

/** One of several things to do, in WeChat's own sheet; null when it was closed. */
export async function choose(labels: readonly string[]): Promise<number | null> {
  try {
    return (await wx.showActionSheet({ itemList: [...labels] })).tapIndex;
  } catch {
    return null;
  }
}

/** Felt in the hand: a code is taken, a place has come free. A phone that cannot says nothing. */
export const nudge = (): void => wx.vibrateShort({ type: 'medium', fail: () => undefined });

/** So many characters are read at a glance; of a toast, WeChat shows two lines and no more. */
const AT_A_GLANCE = 18;

/** What passes by itself is short; anything longer stays until it has been read. */
export function tell(words: string): void {
  if (words.length <= AT_A_GLANCE) void wx.showToast({ title: words, icon: 'none', duration: 2500 });
  else void wx.showModal({ content: words, showCancel: false, confirmText: '知道了' });
}
