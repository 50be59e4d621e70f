import { parsePersonalCode } from '../domain/attendance/code';
import type { Input, Output } from '../domain/contract';
import type { ErrorDetails } from '../domain/errors';
import { SECOND } from '../domain/time';
import { phoneNow } from './clock';
import { callOnce, isAnswer, kindOf, newNonce, pauseBefore, type FailureCode, type Result } from './cloud';
import { kept } from './storage';
import { orAfter } from './waiting';

/**
 * What a person noted at an event, on its way to the cloud. It is written to the phone's storage before it is sent, so
 * it outlives a closed app; it is sent in order, one at a time, under the same nonce however often, so it counts once.
 * Each try says when it was noted and when it is sent, both by the phone's own clock: what lies between them is right
 * whatever that clock says, and the cloud judges by it. Only a definite answer takes it off the list: taken, or refused,
 * and a refusal is kept until it has been read.
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
  /** When it was seen, by this phone's own clock: of a scan, before any question about it. */
  readonly madeAt: number;
  readonly tries: number;
  /** How often the cloud got it and could not answer. */
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

const EMPTY: Outbox = { waiting: [], refused: [] };
const store = kept<Outbox>('outbox');
const leaseStore = kept<Lease>('outbox-sender');

/** Whoever noted it hears after so long that it is kept, even if the call is still on its way. */
const SAID_AFTER = 4 * SECOND;
/** Between tries while they fail: the last one for ever. */
const PAUSES = [2, 5, 15, 30, 60].map((seconds) => seconds * SECOND);
/** How long one instance of the app may be the one that sends without saying so again. */
const LEASE = 90 * SECOND;

type Listener = (outbox: Outbox) => void;
type Answer = Result<Output<Outgoing>>;

const listeners = new Set<Listener>();
/** Who tells of what had waited, and has gone out now. */
const tellers = new Set<() => void>();
/** Who still stands before the page that noted it. */
const asking = new Map<string, (answer: Answer) => void>();
const instance = newNonce();
let sending: Promise<boolean> | null = null;
let pausedFor = 0;
let timer = 0;

export const outbox = (): Outbox => store.read() ?? EMPTY;

export const waitingFor = (slotId: string): readonly Waiting[] =>
  outbox().waiting.filter((item) => item.slotId === slotId);

/** Tells every change; answers how to stop. */
export function onOutbox(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells of each thing that had waited on this phone and that the cloud has taken; answers how to stop. */
export function onSent(teller: () => void): () => void {
  tellers.add(teller);
  return () => void tellers.delete(teller);
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

/** What has been noted: it is on the phone, and will be sent. */
export interface Noted<A extends Outgoing> {
  readonly nonce: string;
  /** In its storage, too: it outlives a closed app. */
  readonly safely: boolean;
  /** Null when it does not come soon: then it waits. Whoever shows a refusal dismisses it. */
  readonly answer: Promise<Result<Output<A>> | null>;
}

/** Notes it, which is done when this returns, and begins to send it. */
export function tell<A extends Outgoing>(action: A, input: Input<A>, about: About, madeAt: number): Noted<A> {
  const nonce = newNonce();
  const { slotId, what, title } = about;
  const item: Waiting = { nonce, action, input, slotId, what, title, madeAt, tries: 0, faults: 0 };
  const safely = change(({ waiting, refused }) => ({ waiting: [...waiting, item], refused }));
  const answer = answerTo(nonce) as Promise<Result<Output<A>> | null>;
  return { nonce, safely, answer };
}

async function answerTo(nonce: string): Promise<Answer | null> {
  const answered = new Promise<Answer>((resolve) => asking.set(nonce, resolve));
  const answer = await orAfter(Promise.race([answered, tried(nonce)]), SAID_AFTER, null);
  asking.delete(nonce);
  return answer;
}

/** Null once it cannot be sent for now. The queue may have been at its end just before it came: then once more. */
async function tried(nonce: string): Promise<null> {
  for (let round = 0; round < 2 && waits(nonce); round += 1) if (!(await flush())) break;
  return null;
}

const waits = (nonce: string): boolean => outbox().waiting.some((each) => each.nonce === nonce);

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
    const item = nextOf(outbox().waiting);
    if (!item) return true;
    if (!lease()) return pause();
    const answer = await send(item);
    if (!waits(item.nonce)) continue;
    if (!isAnswer(answer) || goesOnLater(answer)) {
      if (!answer.ok && kindOf(answer) !== 'lost')
        revise(item.nonce, ({ faults }) => ({ faults: faults + 1 }));
      return pause();
    }
    settle(item, answer);
    pausedFor = 0;
  }
}

/** What was seen stays true: who has noted too much at once is heard a little later. */
const goesOnLater = (answer: Answer): boolean => !answer.ok && answer.code === 'TOO_OFTEN';

/**
 * What is noted of one person at one slot is told in order: a leaving means nothing before the coming. What the cloud
 * cannot answer holds up nobody else, as they come first next time.
 */
function nextOf(waiting: readonly Waiting[]): Waiting | undefined {
  const heads = new Map<string, Waiting>();
  for (const item of waiting) if (!heads.has(lineOf(item))) heads.set(lineOf(item), item);
  return [...heads.values()].sort((a, b) => a.faults - b.faults)[0];
}

function lineOf({ slotId, input }: Waiting): string {
  const named = 'personId' in input ? input.personId : undefined;
  const scanned = 'code' in input ? parsePersonalCode(input.code ?? '')?.accountId : undefined;
  return `${slotId} ${named ?? scanned ?? ''}`;
}

/** Twice at most, each time with the moment at which it goes out. */
async function send(item: Waiting): Promise<Answer> {
  const first = await sendOnce(item);
  if (isAnswer(first) || !waits(item.nonce)) return first;
  await pauseBefore(1);
  return sendOnce(item);
}

function sendOnce({ action, input, nonce, madeAt }: Waiting): Promise<Answer> {
  revise(nonce, ({ tries }) => ({ tries: tries + 1 }));
  const event = { ...input, takenAt: madeAt, sentAt: phoneNow() };
  return callOnce(action, event, nonce, (answer) => {
    const item = outbox().waiting.find((each) => each.nonce === nonce);
    if (item) settle(item, answer);
  });
}

function settle(item: Waiting, result: Answer): void {
  const asked = asking.get(item.nonce);
  asked?.(result);
  // Whoever still stands before the page that noted it is told there.
  if (result.ok && !asked) for (const tellIt of tellers) tellIt();
  change(({ waiting, refused }) => {
    const rest = waiting.filter((each) => each.nonce !== item.nonce);
    if (result.ok) return { waiting: rest, refused };
    const told: RefusedItem = { ...item, code: result.code, details: result.details };
    return { waiting: rest, refused: [...refused.filter((each) => each.nonce !== item.nonce), told] };
  });
}

/** Not to the second, as many phones may have lost the same network or found the cloud busy at the same moment. */
function pause(): false {
  const wait = PAUSES[Math.min(pausedFor, PAUSES.length - 1)] ?? 0;
  pausedFor += 1;
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), wait * (0.75 + Math.random() / 4));
  return false;
}

function revise(nonce: string, next: (item: Waiting) => Partial<Waiting>): void {
  change((now) => ({
    ...now,
    waiting: now.waiting.map((each) => (each.nonce === nonce ? { ...each, ...next(each) } : each)),
  }));
}

/** Read afresh each time: another instance of the app may have written. False where storage did not take it. */
function change(next: (now: Outbox) => Outbox): boolean {
  const changed = next(outbox());
  const safely = store.write(changed);
  listeners.forEach((listener) => listener(changed));
  return safely;
}

interface Lease {
  readonly by: string;
  readonly until: number;
}

/** Of all instances of the app on this phone one sends; the nonce keeps from harm where two believe they are it. */
function lease(): boolean {
  const held = leaseStore.read();
  const now = phoneNow();
  const others = held !== null && held.by !== instance && held.until > now && held.until <= now + LEASE;
  if (!others) leaseStore.write({ by: instance, until: now + LEASE });
  return !others;
}

function release(): void {
  if (leaseStore.read()?.by === instance) leaseStore.remove();
}
