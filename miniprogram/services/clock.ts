import type { Instant } from '../domain/time';
import { kept } from './storage';

/**
 * What time it is. The phone's own clock may be wrong by days; the cloud's is the one that all rules are judged by, and
 * every answer of the cloud tells it. How far the two are apart is kept on the phone, so that words, choices and codes
 * are right without network and after a restart too. No other file of the mini-program reads a clock (lint holds it).
 */
const store = kept<number>('clock-offset');
/** Less than this is the way there and back, not the clock. */
const WORTH_KEEPING = 500;
/** An answer that took longer tells little of when it left; or the phone's clock was set while it was on its way. */
const LONGEST_MS = 10_000;

let offset: number | null = null;

/** The time to show, to choose and to make codes by: the cloud's, as far as this phone has heard it. */
export const cloudNow = (): Instant => phoneNow() + known();

/**
 * The phone's own clock. Only for how long something takes on this phone (a pause, a lease, how old a location is),
 * which must not change when the cloud's time is learned half-way, and for what the cloud is told of this clock.
 */
export const phoneNow = (): Instant => Date.now();

/** When by the cloud's clock something was that was noted by the phone's. */
export const byCloud = (noted: Instant): Instant => noted + known();

/** How far the phone's clock is behind the cloud's: the answer left the cloud about half-way through the call. */
export const clockOffset = (serverNow: Instant, sent: Instant, received: Instant): number =>
  serverNow - Math.round((sent + received) / 2);

/** From an answer of the cloud; `sent` and `received` are by the phone's own clock. */
export function learnClock(serverNow: Instant, sent: Instant, received: Instant): void {
  const took = received - sent;
  if (took < 0 || took > LONGEST_MS) return;
  const heard = clockOffset(serverNow, sent, received);
  // The answer may have left at any moment of the call: what that alone explains is nothing new.
  const isNews = Math.abs(heard - known()) > Math.max(WORTH_KEEPING, took / 2);
  if (!isNews) return;
  offset = heard;
  store.write(heard);
}

function known(): number {
  offset ??= store.read() ?? 0;
  return offset;
}
