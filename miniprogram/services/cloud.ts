import type { ActionName, Input, Output } from '../domain/contract';
import { calls } from '../domain/contract/calls';
import type { Envelope, ErrorCode, ErrorDetails } from '../domain/errors';
import { nonceAt } from '../domain/nonces';
import { cloudNow, learnClock, phoneNow } from './clock';

/** Beside the cloud's own: OFFLINE, the call did not get out; TIMEOUT, no answer came. */
export type FailureCode = ErrorCode | 'OFFLINE' | 'TIMEOUT';

export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  readonly details: ErrorDetails;
}

export type Result<T> = { readonly ok: true; readonly data: T } | Failure;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Before anything else; the environment is the one that the app id owns. */
export function startCloud(): void {
  wx.cloud.init({ traceUser: false });
}

/** One for each thing a person means to do: keep it while trying the same thing again (I6). */
export function newNonce(): string {
  const letters = Array.from({ length: 16 }, () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)]);
  return nonceAt(cloudNow(), letters.join(''));
}

/**
 * What a failure means. Lost: the call or its answer did not get through. Passing: the cloud could not answer now; it
 * may have done what was asked all the same. Neither says anything about what was asked, so it takes nothing away, and
 * what is sent again is the same call, under the same nonce. Definite: an answer, and it is no.
 */
export type FailureKind = 'lost' | 'passing' | 'definite';

export function kindOf({ code }: Pick<Failure, 'code'>): FailureKind {
  if (code === 'OFFLINE' || code === 'TIMEOUT') return 'lost';
  return code === 'BUSY' || code === 'CONFLICT' || code === 'INTERNAL' ? 'passing' : 'definite';
}

/** Yes or a definite no. Only then may a nonce, a form or anything kept be let go. */
export const isAnswer = (result: Result<unknown>): boolean => result.ok || kindOf(result) === 'definite';

/** A call may be on its way for longer; so long it is waited for before it is sent again or counts as lost. */
const PATIENCE_MS = 8000;
/** A lost call is sent once more, one that the cloud could not answer twice. */
const TRIES: Readonly<Record<FailureKind, number>> = { lost: 2, passing: 3, definite: 1 };
/** Where too many ask at once somebody who has been told so waits their turn: some twenty seconds. */
const TRIES_IN_TURN = 12;
const AGAIN_AFTER_MS = 400;

/** Before the same call goes out again: longer each time, and not all phones at the same moment. */
export const pauseBefore = (again: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * again * (0.5 + Math.random() / 2)));

interface CallOptions {
  readonly nonce?: string;
  /** Too many ask at once, and the call goes on trying: for whoever is told so. Left out, it soon fails. */
  readonly onBusy?: () => void;
}

/** The one way to the cloud. Never rejects. */
export async function call<A extends ActionName>(
  action: A,
  input: Input<A>,
  options: CallOptions = {},
): Promise<Result<Output<A>>> {
  const { onBusy } = options;
  const nonce = options.nonce ?? newNonce();
  const under: Promise<Result<Output<A>>>[] = [];
  for (let tries = 1; ; tries += 1) {
    under.push(send(action, input, nonce));
    const result = await firstAnswer(under);
    if (result.ok) return result;
    const inTurn = onBusy !== undefined && result.code === 'BUSY';
    if (tries >= (inTurn ? TRIES_IN_TURN : TRIES[kindOf(result)])) return result;
    if (inTurn) onBusy();
    await pauseBefore(tries);
  }
}

/**
 * One try, for what is said anew each time it is sent. An answer that comes when it is no longer waited for is told to
 * `late`, if it is yes: a no may have been said to this try alone.
 */
export function callOnce<A extends ActionName>(
  action: A,
  input: Input<A>,
  nonce: string,
  late: (result: Result<Output<A>>) => void,
): Promise<Result<Output<A>>> {
  let waitedFor = true;
  const sent = send(action, input, nonce);
  void sent.then((result) => {
    if (result.ok && !waitedFor) late(result);
  });
  return firstAnswer([sent]).finally(() => {
    waitedFor = false;
  });
}

/** The first of them that is an answer; else how the last one failed. */
async function firstAnswer<T>(under: readonly Promise<Result<T>>[]): Promise<Result<T>> {
  let timer = 0;
  const first = await new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, code: 'TIMEOUT', details: {} }), PATIENCE_MS);
    for (const [i, one] of under.entries()) {
      const isLast = i === under.length - 1;
      void one.then((result) => {
        if (isLast || isAnswer(result)) resolve(result);
      });
    }
  });
  clearTimeout(timer);
  return first;
}

async function send<A extends ActionName>(
  action: A,
  input: Input<A>,
  nonce: string,
): Promise<Result<Output<A>>> {
  const { fn, writes } = calls[action];
  const data = { action, input, ...(writes && { nonce }) };
  const sent = phoneNow();
  try {
    const { result } = await wx.cloud.callFunction({ name: fn, data });
    const answer = result as Envelope<Output<A>> | undefined;
    if (!answer) return { ok: false, code: 'INTERNAL', details: {} };
    learnClock(answer.now, sent, phoneNow());
    if (answer.ok) return { ok: true, data: answer.data };
    return { ok: false, code: answer.error.code, details: answer.error.details };
  } catch (error) {
    return { ok: false, code: codeOf(error), details: {} };
  }
}

/** Puts a file of the phone into the cloud's storage and says how far that is, in per cent. Never rejects. */
export async function upload(
  cloudPath: string,
  filePath: string,
  onProgress: (percent: number) => void,
): Promise<Result<{ file: string }>> {
  for (let tries = 1; ; tries += 1) {
    const result = await uploadOnce(cloudPath, filePath, onProgress);
    if (result.ok || tries >= TRIES[kindOf(result)]) return result;
    await pauseBefore(tries);
  }
}

/** Under the same path as before the same file takes its own place. */
function uploadOnce(
  cloudPath: string,
  filePath: string,
  onProgress: (percent: number) => void,
): Promise<Result<{ file: string }>> {
  return new Promise((resolve) => {
    const task = wx.cloud.uploadFile({
      cloudPath,
      filePath,
      success: ({ fileID }) => resolve({ ok: true, data: { file: fileID } }),
      fail: (error) => resolve({ ok: false, code: codeOf(error), details: {} }),
    });
    task.onProgressUpdate(({ progress }) => onProgress(progress));
  });
}

/** Too many requests at once, or in the time that the plan has; or the cloud's own side took too long. */
const BUSY: readonly number[] = [-501002, -501003, -501004];

/** CloudBase numbers what went wrong on its side below -400000; everything else is the way there. */
function codeOf(error: unknown): FailureCode {
  const { errCode, errMsg = '' } = error as { errCode?: number; errMsg?: string };
  const number = errCode ?? Number(/errCode:? *(-\d+)/.exec(errMsg)?.[1] ?? 0);
  if (BUSY.includes(number)) return 'BUSY';
  if (number <= -400000) return 'INTERNAL';
  return /time(d )?-?out/i.test(errMsg) ? 'TIMEOUT' : 'OFFLINE';
}
