/**
 * How much larger than usual the text stands. Two people can ask for it: the person, by our switch, and the phone, by
 * the size that WeChat is set to; who asks for more is followed.
 */

/** WeChat's text sizes in pixels: what it calls standard is 16 on some phones and 17 on others. */
const USUAL_PX = 16;
const STANDARD_AT_MOST_PX = 17;

const LARGEST = 1.6;
/** Of the switch alone: the body is then as large as a newspaper's headline, and four doors still fit a small phone. */
const SWITCH = 1.4;

export interface TypeWish {
  /** Our own switch. */
  readonly large: boolean;
  /** The text size that WeChat is set to, in pixels; absent where a client does not tell. */
  readonly systemPx?: number | undefined;
}

/** 1 … 1.6: what every size of a page is multiplied by. */
export function typeFactor({ large, systemPx }: TypeWish): number {
  return Math.max(large ? SWITCH : 1, systemFactor(systemPx));
}

/** Whether the short home page is shown: to whoever asked for large type, in whichever way. */
export function wantsLarge(wish: TypeWish): boolean {
  return typeFactor(wish) >= SWITCH;
}

function systemFactor(px: number | undefined): number {
  if (px === undefined || !(px > STANDARD_AT_MOST_PX)) return 1;
  return Math.min(LARGEST, Math.round((px / USUAL_PX) * 100) / 100);
}
