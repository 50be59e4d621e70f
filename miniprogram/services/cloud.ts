import { contract, type ActionName, type Input, type Output } from '../domain/contract';
import type { Envelope, ErrorCode, ErrorDetails } from '../domain/errors';
import { learnClock, phoneNow } from './clock';

/** OFFLINE: the call did not get out; TIMEOUT: no answer came. Both may be tried again with the same nonce. */
export type FailureCode = ErrorCode | 'OFFLINE' | 'TIMEOUT';

export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  readonly details: ErrorDetails;
}

export type Result<T> = { readonly ok: true; readonly data: T } | Failure;

const RETRY_AFTER_MS = 400;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Before anything else; the environment is the one that the app id owns. */
export function startCloud(): void {
  wx.cloud.init({ traceUser: false });
}

/** One for each thing a person means to do: keep it while trying the same thing again (I6). */
export function newNonce(): string {
  const letters = Array.from({ length: 16 }, () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)]);
  return `${phoneNow().toString(36)}${letters.join('')}`;
}

/** The one way to the cloud. Never rejects; a call that got lost on the way is sent once more. */
export async function call<A extends ActionName>(
  action: A,
  input: Input<A>,
  options: { nonce?: string } = {},
): Promise<Result<Output<A>>> {
  const { fn, writes } = contract[action];
  const event = { action, input, ...(writes && { nonce: options.nonce ?? newNonce() }) };
  const first = await send<Output<A>>(fn, event);
  if (!isLost(first)) return first;
  await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
  return send<Output<A>>(fn, event);
}

/** The call never reached the cloud, or its answer never came back. */
export const isLost = (result: Result<unknown>): boolean =>
  !result.ok && (result.code === 'OFFLINE' || result.code === 'TIMEOUT');

async function send<T>(name: string, data: object): Promise<Result<T>> {
  const sent = phoneNow();
  try {
    const { result } = await wx.cloud.callFunction({ name, data });
    const answer = result as Envelope<T> | undefined;
    if (!answer) return { ok: false, code: 'INTERNAL', details: {} };
    learnClock(answer.now, sent, phoneNow());
    if (answer.ok) return { ok: true, data: answer.data };
    return { ok: false, code: answer.error.code, details: answer.error.details };
  } catch (error) {
    return { ok: false, code: codeOf(error), details: {} };
  }
}

/** Puts a file of the phone into the cloud's storage and says how far that is, in per cent. Never rejects. */
export function upload(
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

/** CloudBase numbers what went wrong on its side below -400000; everything else is the way there. */
function codeOf(error: unknown): FailureCode {
  const { errCode = 0, errMsg = '' } = error as { errCode?: number; errMsg?: string };
  if (/time(d )?-?out/i.test(errMsg)) return 'TIMEOUT';
  return errCode <= -400000 ? 'INTERNAL' : 'OFFLINE';
}
