/** The measures of the phone, in CSS pixels, and those of the page on it. */
import type { WindowMetrics } from '../host';
import { rpxToPixels } from '../framework/units';

export const STATUS_HEIGHT = 40;
export const NAVIGATION_HEIGHT = 44;
export const TAB_HEIGHT = 50;
/** Of the stripe at the bottom on phones without a button. */
export const HOME_HEIGHT = 20;
const CAPSULE = { width: 87, height: 32, right: 7, top: STATUS_HEIGHT + 6 };

export interface Bars {
  navigation: boolean;
  tabs: boolean;
}

/** Puts a page between the bars and sets the lengths that its styles are counted in. */
export function layOut(phone: HTMLElement, page: HTMLElement, bars: Bars): void {
  const top = bars.navigation ? STATUS_HEIGHT + NAVIGATION_HEIGHT : 0;
  const bottom = bars.tabs ? TAB_HEIGHT + HOME_HEIGHT : 0;
  const height = phone.clientHeight - top - bottom;
  page.style.top = `${top}px`;
  page.style.height = `${height}px`;
  page.style.setProperty('--vh', `${height / 100}px`);
  page.style.setProperty('--safe-top', bars.navigation ? '0px' : `${STATUS_HEIGHT}px`);
  page.style.setProperty('--safe-bottom', bars.tabs ? '0px' : `${HOME_HEIGHT}px`);
}

export function setUnits(phone: HTMLElement): void {
  const root = document.documentElement.style;
  const width = phone.clientWidth;
  root.setProperty('--rpx', `${rpxToPixels(1, width)}px`);
  root.setProperty('--vw', `${width / 100}px`);
  root.setProperty('--vh', `${phone.clientHeight / 100}px`);
  root.setProperty('--safe-left', '0px');
  root.setProperty('--safe-right', '0px');
  root.setProperty('--safe-top', `${STATUS_HEIGHT}px`);
  root.setProperty('--safe-bottom', `${HOME_HEIGHT}px`);
  root.setProperty('--status-height', `${STATUS_HEIGHT}px`);
  root.setProperty('--home-height', `${HOME_HEIGHT}px`);
}

export function measure(phone: HTMLElement, page: HTMLElement | undefined): WindowMetrics {
  const [screenWidth, screenHeight] = [phone.clientWidth, phone.clientHeight];
  const screenTop = page?.offsetTop ?? 0;
  const left = screenWidth - CAPSULE.right - CAPSULE.width;
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth,
    screenHeight,
    windowWidth: page?.clientWidth ?? screenWidth,
    windowHeight: page?.clientHeight ?? screenHeight,
    statusBarHeight: STATUS_HEIGHT,
    screenTop,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: STATUS_HEIGHT,
      bottom: screenHeight - HOME_HEIGHT,
      width: screenWidth,
      height: screenHeight - HOME_HEIGHT - STATUS_HEIGHT,
    },
    capsule: {
      left,
      right: left + CAPSULE.width,
      top: CAPSULE.top,
      bottom: CAPSULE.top + CAPSULE.height,
      width: CAPSULE.width,
      height: CAPSULE.height,
    },
  };
}
