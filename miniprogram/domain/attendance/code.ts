import { sameText, sign } from '../sha';
import { SECOND, type Instant } from '../time';
import { oneWord } from '../typed';

/**
 * Codes that say who or where, and when. The one on the leader's screen names a slot, the one on a person's own
 * phone names the person; each has a time step and a signature over both under a key that only the cloud and
 * that one phone know. So nobody who has seen any number of codes can make the next, and a picture passed on is
 * worthless after two steps. A code scanned without network proves later when it was shown: by its own step.
 */
export const STEP = 10 * SECOND;
const TOLERANCE = 1;
const MAC_LENGTH = 20;
/** A printed code does not turn, and has to fit into the 32 characters of a mini-program code's scene. */
const PRINTED_MAC_LENGTH = 10;

type Kind = 'wm1' | 'wmp1';

/** Names a slot, on the leader's screen. */
export interface Code {
  readonly slotId: string;
  readonly step: number;
  readonly mac: string;
}

/** Names a person, on that person's own phone. */
export interface PersonalCode {
  readonly accountId: string;
  readonly step: number;
  readonly mac: string;
}

/** Names a slot, on paper. */
export interface PrintedCode {
  readonly slotId: string;
  readonly mac: string;
}

export type CodeVerdict = 'OK' | 'CODE_INVALID' | 'CODE_EXPIRED';

export const stepOf = (now: Instant): number => Math.floor(now / STEP);

/** The middle of the step in which the code was shown: never further than half a step from the truth. */
export const shownAt = (code: { readonly step: number }): Instant => code.step * STEP + STEP / 2;

const macOf = (kind: Kind, key: string, subject: string, step: number): string =>
  sign(key, `${kind}.${subject}.${step}`).slice(0, MAC_LENGTH);

function make(kind: Kind, key: string, subject: string, now: Instant): string {
  const step = stepOf(now);
  return `${kind}.${subject}.${step.toString(36)}.${macOf(kind, key, subject, step)}`;
}

interface Read {
  readonly subject: string;
  readonly step: number;
  readonly mac: string;
}

function read(kind: Kind, text: string): Read | null {
  const match = /^(wmp?1)\.([A-Za-z0-9_-]{1,80})\.([0-9a-z]{1,9})\.([0-9a-f]{20})$/.exec(oneWord(text));
  if (match?.[1] !== kind) return null;
  const [, , subject = '', step = '', mac = ''] = match;
  return { subject, step: Number.parseInt(step, 36), mac };
}

const isStepOf = (step: number, now: Instant): boolean => Math.abs(stepOf(now) - step) <= TOLERANCE;

/** What the leader's phone draws at this instant. */
export const makeCode = (key: string, slotId: string, now: Instant): string => make('wm1', key, slotId, now);

/** Reads a scanned text; null when it is no such code at all. */
export function parseCode(text: string): Code | null {
  const code = read('wm1', text);
  return code && { slotId: code.subject, step: code.step, mac: code.mac };
}

/** Made by somebody who has the slot's key, whenever that was. */
export const isSigned = (code: Code, key: string): boolean =>
  sameText(macOf('wm1', key, code.slotId, code.step), code.mac);

/** How often the keys of a team's codes were renewed, and when each round that is still known ended, latest last. */
export interface CodeRounds {
  readonly round: number;
  readonly ended: readonly Instant[];
}

export const FIRST_ROUND: CodeRounds = { round: 0, ended: [] };

/** What the phones of those who lead now make their codes with; the slot's own key never leaves the cloud. */
export const keyInRound = (key: string, round: number): string => sign(key, `round.${round}`);

/** Made by a phone whose holder led then: of an earlier round, only if it was shown before that round ended. */
export function isByLeader(code: Code, key: string, { round, ended }: CodeRounds): boolean {
  if (isSigned(code, keyInRound(key, round))) return true;
  return ended.some((end, i) => {
    const earlier = round - ended.length + i;
    return shownAt(code) <= end && isSigned(code, keyInRound(key, earlier));
  });
}

/** One step of tolerance each way; the signature is judged before the time. */
export function verifyCode(code: Code, key: string, now: Instant): CodeVerdict {
  if (!isSigned(code, key)) return 'CODE_INVALID';
  return isStepOf(code.step, now) ? 'OK' : 'CODE_EXPIRED';
}

/** What a person's own phone draws at this instant, to be scanned by a leader or a shop. */
export const makePersonalCode = (key: string, accountId: string, now: Instant): string =>
  make('wmp1', key, accountId, now);

export function parsePersonalCode(text: string): PersonalCode | null {
  const code = read('wmp1', text);
  return code && { accountId: code.subject, step: code.step, mac: code.mac };
}

export const isPersonallySigned = (code: PersonalCode, key: string): boolean =>
  sameText(macOf('wmp1', key, code.accountId, code.step), code.mac);

export function verifyPersonalCode(code: PersonalCode, key: string, now: Instant): CodeVerdict {
  if (!isPersonallySigned(code, key)) return 'CODE_INVALID';
  return isStepOf(code.step, now) ? 'OK' : 'CODE_EXPIRED';
}

const printedMacOf = (key: string, slotId: string): string =>
  sign(key, `wms1.${slotId}`).slice(0, PRINTED_MAC_LENGTH);

/** The scene of a slot's mini-program code: what a scan of the printed sheet hands to the page. */
export const makePrintedCode = (key: string, slotId: string): string =>
  `${slotId}.${printedMacOf(key, slotId)}`;

export function parsePrintedCode(text: string): PrintedCode | null {
  const match = /^([A-Za-z0-9_-]{1,80})\.([0-9a-f]{10})$/.exec(oneWord(text));
  if (!match) return null;
  const [, slotId = '', mac = ''] = match;
  return { slotId, mac };
}

export const isPrintedFor = (code: PrintedCode, key: string): boolean =>
  sameText(printedMacOf(key, code.slotId), code.mac);
