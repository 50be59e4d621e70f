import type { ActionName, Input, Output } from '../domain/contract';
import { call, isAnswer, newNonce, type Failure, type Result } from '../services/cloud';
import { tell } from '../services/phone';
import { wordsFor } from '../services/words';

/**
 * How pages and components send what a person means to be done: one thing at a time, and once, however often it is
 * tried. What was sent and never answered has the same nonce when it is sent again.
 */

/** What of the page is at work, by name; empty while nothing is. */
export const sendingData = { busy: '' };

interface Sends {
  readonly data: { readonly busy: string };
  setData(patch: { busy: string }): void;
}

/** What is said and done after an answer. A call that was lost leaves all as it is, for another try. */
export interface Afterwards<T> {
  /** What of the page is at work, where it has several buttons; else the action. */
  readonly name?: string;
  /** Said after a yes. */
  readonly done?: string | ((answer: T) => string);
  /** Done after a yes. */
  readonly then?: (answer: T) => unknown;
  /** The words for any failure, where the usual ones do not do; empty where the page has said it itself. */
  readonly failed?: (failure: Failure) => string;
  /** Failures are said in a dialog with this title. */
  readonly title?: string;
  /** Done after a yes and after a refusal: a sheet closes, the page loads again. */
  readonly answered?: (result: Result<T>) => unknown;
}

/** Null where the page is at work already. */
export async function send<A extends ActionName>(
  page: Sends,
  action: A,
  input: Input<A>,
  after: Afterwards<Output<A>> = {},
): Promise<Result<Output<A>> | null> {
  const result = await whileBusy(page, after.name ?? action, () => sendOnce(action, input));
  if (result) await conclude(result, after);
  return result;
}

/** Says and does what follows, for what is sent otherwise than by `send`. */
export async function conclude<T>(result: Result<T>, after: Afterwards<T>): Promise<void> {
  if (result.ok) {
    const said = typeof after.done === 'function' ? after.done(result.data) : after.done;
    if (said) tell(said);
    await after.then?.(result.data);
  } else {
    await say(after.failed?.(result) ?? wordsFor(result.code, result.details), after.title);
  }
  if (isAnswer(result)) await after.answered?.(result);
}

async function say(words: string, title: string | undefined): Promise<void> {
  if (words === '') return;
  if (title === undefined) return tell(words);
  await wx.showModal({ title, content: words, showCancel: false, confirmText: '知道了' });
}

/** One thing at a time; null where the page is at work already. */
export async function whileBusy<T>(page: Sends, name: string, work: () => Promise<T>): Promise<T | null> {
  if (page.data.busy !== '') return null;
  page.setData({ busy: name });
  try {
    return await work();
  } finally {
    page.setData({ busy: '' });
  }
}

/** Where too many ask at once, says that the tap is kept, until there is an answer. */
async function inTurn<T>(work: (onBusy: () => void) => Promise<T>): Promise<T> {
  let told = false;
  const onBusy = () => {
    if (!told) void wx.showLoading({ title: '人多，已为您排队', mask: true });
    told = true;
  };
  try {
    return await work(onBusy);
  } finally {
    if (told) void wx.hideLoading();
  }
}

/** By area and by what was sent: the nonces of what has had no answer. */
const unanswered = new Map<string, Map<string, string>>();

function unansweredIn(action: ActionName): Map<string, string> {
  const [area = ''] = action.split('.');
  const known = unanswered.get(area) ?? new Map<string, string>();
  unanswered.set(area, known);
  return known;
}

/**
 * Under the nonce of the same thing that was not answered, or under one of its own. Once something else of the same
 * area has been done, the same thing may be meant anew (an application after one was withdrawn): then it is.
 */
export async function sendOnce<A extends ActionName>(action: A, input: Input<A>): Promise<Result<Output<A>>> {
  const nonces = unansweredIn(action);
  const what = JSON.stringify([action, input]);
  const nonce = nonces.get(what) ?? newNonce();
  nonces.set(what, nonce);
  const result = await inTurn((onBusy) => call(action, input, { nonce, onBusy }));
  if (result.ok) nonces.clear();
  else if (isAnswer(result)) nonces.delete(what);
  else nonces.set(what, nonce);
  return result;
}
