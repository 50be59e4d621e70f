import type { Input, Output } from '../domain/contract';
import { SECOND } from '../domain/time';
import { phoneNow } from './clock';
import { call, isLost, newNonce, type FailureCode, type Result } from './cloud';
import type { ErrorDetails } from '../domain/errors';

/**
 * What a person noted at an event, on its way to the cloud. It is written to the phone's storage before it is sent, so
 * it outlives a closed app; it is sent in order, one at a time, under the same nonce however often, so it counts once.
 * Only a definite answer takes it off the list: taken, or refused, and a refusal is kept until it has been read.
 */
export type Outgoing = 'attendance.checkIn' | 'attendance.checkOut' | 'attendance.record' | 'attendance.undo';

/** What it is about, for people to read and for pages to find it by. */
export interface About {
  readonly slotId: string;
  /** '签到', '签退 张三' */
  readonly what: string;
  /** Of the activity; empty where the phone does not know it. */
  readonly title: string;
}

export interface Waiting extends About {
  readonly nonce: string;
  readonly action: Outgoing;
  readonly input: Input<Outgoing>;
  /** By this phone's clock. */
  readonly madeAt: number;
  readonly tries: number;
  /** Of those, how many the cloud itself failed. */
  readonly faults: number;
}

export interface RefusedItem extends Waiting {
  readonly code: FailureCode;
  readonly details: ErrorDetails;
}

export interface Outbox {
  readonly waiting: readonly Waiting[];
  readonly refused: readonly RefusedItem[];
}

const KEY = 'outbox';
const LEASE_KEY = 'outbox-sender';
const EMPTY: Outbox = { waiting: [], refused: [] };

/** Told within so long it is told at once: its own time need not be proven. */
const AT_ONCE = 3 * SECOND;
/** Between tries while calls get lost: the last one for ever. */
const PAUSES = [2, 5, 15, 30, 60].map((seconds) => seconds * SECOND);
/** A fault of the cloud's own is tried again so often; then a person has to know. */
const FAULTS = 5;
/** How long one instance of the app may be the one that sends without saying so again. */
const LEASE = 90 * SECOND;

type Listener = (outbox: Outbox) => void;
type Answer = Result<Output<Outgoing>>;

const listeners = new Set<Listener>();
/** Of those that a page waits for. */
const answers = new Map<string, Answer | null>();
const instance = newNonce();
/** Where storage is full or broken: what was noted is at least not lost while the app is open. */
let unkept: Outbox | null = null;
let sending: Promise<boolean> | null = null;
let pausedFor = 0;
let timer = 0;

export function outbox(): Outbox {
  if (unkept) return unkept;
  try {
    const kept = wx.getStorageSync<Outbox | ''>(KEY);
    return kept === '' ? EMPTY : kept;
  } catch {
    return EMPTY;
  }
}

export const waitingFor = (slotId: string): readonly Waiting[] =>
  outbox().waiting.filter((item) => item.slotId === slotId);

/** Tells every change; answers how to stop. */
export function onOutbox(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For the app's start: whatever waits is sent when it can be. */
export function startOutbox(): void {
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) resume();
  });
  wx.onAppShow(resume);
  resume();
}

/** Something has changed for the better: no reason to wait for the next try. */
export function resume(): void {
  pausedFor = 0;
  void flush();
}

export type Told<A extends Outgoing> =
  | { readonly kept: false; readonly nonce: string; readonly result: Result<Output<A>> }
  /** On the phone, and will be sent. `safely`: in its storage too. */
  | { readonly kept: true; readonly nonce: string; readonly safely: boolean };

/** Notes it, tries to send it, and says what became of that. Whoever shows a refusal dismisses it. */
export async function tell<A extends Outgoing>(action: A, input: Input<A>, about: About): Promise<Told<A>> {
  const nonce = newNonce();
  const { slotId, what, title } = about;
  const item: Waiting = {
    nonce,
    action,
    input,
    slotId,
    what,
    title,
    madeAt: phoneNow(),
    tries: 0,
    faults: 0,
  };
  change(({ waiting, refused }) => ({ waiting: [...waiting, item], refused }));
  const safely = unkept === null;
  answers.set(nonce, null);
  // The queue may have been at its end just before this came: then once more.
  for (let round = 0; round < 2 && answers.get(nonce) === null; round += 1) if (!(await flush())) break;
  const result = answers.get(nonce) as Result<Output<A>> | null;
  answers.delete(nonce);
  return result ? { kept: false, nonce, result } : { kept: true, nonce, safely };
}

/** Takes back what was never sent; false when it may have reached the cloud. */
export function withdraw(nonce: string): boolean {
  const item = outbox().waiting.find((each) => each.nonce === nonce);
  if (!item || item.tries > 0) return false;
  change((now) => ({ ...now, waiting: now.waiting.filter((each) => each.nonce !== nonce) }));
  return true;
}

/** Its owner has read why it was refused. */
export function dismiss(nonce: string): void {
  change((now) => ({ ...now, refused: now.refused.filter((each) => each.nonce !== nonce) }));
}

/** True when nothing waits any more. One at a time, whoever asks. */
export function flush(): Promise<boolean> {
  clearTimeout(timer);
  sending ??= sendAll().finally(() => {
    sending = null;
    release();
  });
  return sending;
}

async function sendAll(): Promise<boolean> {
  for (;;) {
    const [item] = outbox().waiting;
    if (!item) return true;
    if (!lease()) return pause();
    replace(item.nonce, { ...item, tries: item.tries + 1 });
    const result = await send(item);
    if (isLost(result)) return pause();
    if (mayPass(result) && item.faults + 1 < FAULTS) {
      replace(item.nonce, { ...item, tries: item.tries + 1, faults: item.faults + 1 });
      return pause();
    }
    settle(item, result);
    pausedFor = 0;
  }
}

function send(item: Waiting): Promise<Answer> {
  const late = item.tries > 0 || phoneNow() - item.madeAt > AT_ONCE;
  const claim = late ? { takenAt: item.madeAt, sentAt: phoneNow() } : {};
  return call(item.action, { ...item.input, ...claim }, { nonce: item.nonce });
}

/** Nobody's refusal: too many at once, or something broken that may be mended. */
const mayPass = (result: Answer): boolean =>
  !result.ok && (result.code === 'CONFLICT' || result.code === 'INTERNAL');

function settle(item: Waiting, result: Answer): void {
  if (answers.has(item.nonce)) answers.set(item.nonce, result);
  change(({ waiting, refused }) => {
    const rest = waiting.filter((each) => each.nonce !== item.nonce);
    if (result.ok) return { waiting: rest, refused };
    const told: RefusedItem = { ...item, code: result.code, details: result.details };
    return { waiting: rest, refused: [...refused.filter((each) => each.nonce !== item.nonce), told] };
  });
}

function pause(): false {
  const wait = PAUSES[Math.min(pausedFor, PAUSES.length - 1)] ?? 0;
  pausedFor += 1;
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), wait);
  return false;
}

const replace = (nonce: string, item: Waiting): void =>
  change((now) => ({ ...now, waiting: now.waiting.map((each) => (each.nonce === nonce ? item : each)) }));

/** Read afresh each time: another instance of the app may have written. */
function change(next: (now: Outbox) => Outbox): void {
  const changed = next(outbox());
  try {
    wx.setStorageSync(KEY, changed);
    unkept = null;
  } catch {
    unkept = changed;
  }
  listeners.forEach((listener) => listener(changed));
}

interface Lease {
  readonly by: string;
  readonly until: number;
}

/** Of all instances of the app on this phone one sends; the nonce keeps from harm where two believe they are it. */
function lease(): boolean {
  try {
    const held = wx.getStorageSync<Lease | ''>(LEASE_KEY);
    const others =
      held !== '' && held.by !== instance && held.until > phoneNow() && held.until <= phoneNow() + LEASE;
    if (!others) wx.setStorageSync(LEASE_KEY, { by: instance, until: phoneNow() + LEASE });
    return !others;
  } catch {
    return true;
  }
}

function release(): void {
  try {
    const held = wx.getStorageSync<Lease | ''>(LEASE_KEY);
    if (held !== '' && held.by === instance) wx.removeStorageSync(LEASE_KEY);
  } catch {
    // It runs out by itself.
  }
}
