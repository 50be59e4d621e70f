import type { ActionName, Input, Output } from '../domain/contract';
import { call, isAnswer, newNonce, type Result } from './cloud';

type Send = <A extends ActionName>(action: A, input: Input<A>) => Promise<Result<Output<A>>>;

/**
 * A way to the cloud for a page that does several things. What was sent and never answered has the same nonce
 * when it is sent again, so that it happens once; anything else has its own, as the cloud would take it for the
 * first and leave it undone. A function, as WeChat copies whatever else a page is made with.
 */
export function sendingOnce(): Send {
  let last = { what: '', nonce: '' };
  return async (action, input) => {
    const what = JSON.stringify([action, input]);
    if (what !== last.what) last = { what, nonce: newNonce() };
    const mine = last;
    const result = await call(action, input, { nonce: mine.nonce });
    if (isAnswer(result) && last === mine) last = { what: '', nonce: '' };
    return result;
  };
}
