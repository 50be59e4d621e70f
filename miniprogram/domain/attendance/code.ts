import { sameText, sign } from '../sha';
import { SECOND, type Instant } from '../time';

/**
 * The code on the leader's screen: slot, time step and a signature over both under the slot's own key.
 * The key is known to the cloud and to the leader's phone only, so a volunteer who has seen any number
 * of codes cannot make the next; a picture passed on is worthless after two steps.
 */
export const STEP = 10 * SECOND;
const TOLERANCE = 1;
const VERSION = 'wm1';
const MAC_LENGTH = 20;

export interface Code {
  readonly slotId: string;
  readonly step: number;
  readonly mac: string;
}

export const stepOf = (now: Instant): number => Math.floor(now / STEP);

const macOf = (key: string, slotId: string, step: number): string =>
  sign(key, `${VERSION}.${slotId}.${step}`).slice(0, MAC_LENGTH);

/** What the leader's phone draws at this instant. */
export function makeCode(key: string, slotId: string, now: Instant): string {
  const step = stepOf(now);
  return `${VERSION}.${slotId}.${step.toString(36)}.${macOf(key, slotId, step)}`;
}

/** Reads a scanned text; null when it is no such code at all. */
export function parseCode(text: string): Code | null {
  const match = /^wm1\.([A-Za-z0-9_-]{1,80})\.([0-9a-z]{1,9})\.([0-9a-f]{20})$/.exec(text.trim());
  if (!match) return null;
  const [, slotId = '', step = '', mac = ''] = match;
  return { slotId, step: Number.parseInt(step, 36), mac };
}

export type CodeVerdict = 'OK' | 'CODE_INVALID' | 'CODE_EXPIRED';

/** One step of tolerance each way; the signature is judged before the time. */
export function verifyCode(code: Code, key: string, now: Instant): CodeVerdict {
  if (!sameText(macOf(key, code.slotId, code.step), code.mac)) return 'CODE_INVALID';
  return Math.abs(stepOf(now) - code.step) <= TOLERANCE ? 'OK' : 'CODE_EXPIRED';
}
