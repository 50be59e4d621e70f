import type { Instant } from '../domain/time';

/**
 * The cloud's clock, as far as this phone has heard it: codes follow it, so that a phone whose own clock is wrong
 * shows good ones, without network and after a restart too.
 */
const KEY = 'clock-offset';
/** Less than this is the way there and back, not the clock. */
const WORTH_KEEPING = 500;
/** An answer that took longer tells little of when it left; or the phone's clock was set while it was on its way. */
const LONGEST_MS = 10_000;

let offset: number | null = null;

/** How far the phone's clock is behind the cloud's: the answer left the cloud about half-way through the call. */
export const clockOffset = (serverNow: Instant, sent: Instant, received: Instant): number =>
  serverNow - Math.round((sent + received) / 2);

export function learnClock(serverNow: Instant, sent: Instant, received: Instant): void {
  if (received < sent || received - sent > LONGEST_MS) return;
  const heard = clockOffset(serverNow, sent, received);
  if (Math.abs(heard - known()) < WORTH_KEEPING) return;
  offset = heard;
  wx.setStorage({ key: KEY, data: heard, fail: () => undefined });
}

export const cloudNow = (): Instant => Date.now() + known();

function known(): number {
  offset ??= kept();
  return offset;
}

function kept(): number {
  try {
    return wx.getStorageSync<number | ''>(KEY) || 0;
  } catch {
    return 0;
  }
}
