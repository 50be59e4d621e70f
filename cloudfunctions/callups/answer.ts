import { answerRefusal, arrivalOf, type AnswerKind } from '#domain/callups/rules';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _ } from '../core/database';
import { needed, one, only } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { CallupDocument, SheetDocument } from '../documents';
import { entryOf, moveEntry } from './entry';

type Done = Output<'callups.answer'>;

/** As many as make it certain that whoever loses each of them is only unlucky. */
export const TRIES = 4;

export const aboutEntry = (callupId: string, list: number, accountId: string) => ({
  // The sheet first: of one that was written when the call-up had begun to end, that is seen.
  sheet: needed(entryOf(callupId, list, accountId)),
  callup: needed(only(one('callups', callupId), ['state', 'areas', 'lists'])),
});

interface Saying {
  readonly accountId: string;
  readonly answer: AnswerKind;
  readonly from: Instant | undefined;
  /** Who says it for them, and has telephoned. */
  readonly by?: string;
  readonly nonce: string;
  readonly now: Instant;
}

type Loaded = {
  readonly sheet: SheetDocument;
  readonly callup: Pick<CallupDocument, '_id' | 'state' | 'lists'>;
};

/** Null where somebody else wrote meanwhile: then it is decided anew. */
export async function tryToAnswer({ sheet, callup }: Loaded, saying: Saying): Promise<Done | null> {
  const { accountId, answer, nonce, now, by } = saying;
  const before = sheet.people[accountId];
  if (!before) throw new Refused('NOT_FOUND');
  const replay = receiptFor<Done>(before, nonce);
  if (replay) return replay;
  refuseIf(answerRefusal(callup.state, before.standing, answer));
  const from = answer === 'coming' ? new Date(arrivalOf(saying.from, now)) : _.remove();
  const spoken = by === undefined ? { by: _.remove() } : { by, phonedAt: new Date(now), phoned: _.inc(1) };
  const change = { ...(answer === 'home' ? {} : { from, fate: _.remove() }), ...spoken };
  const result = { callupId: callup._id };
  const toPlace = callup.lists[sheet.list - 1]?.activityId !== undefined && answer !== 'home';
  const placeAt = toPlace ? new Date(now) : undefined;
  const move = { sheet, accountId, before, to: answer, change, nonce, result, placeAt };
  return (await moveEntry(move)) ? result : null;
}

export const answerCall = useCase('callups.answer', {
  ask: ({ callupId, list }, me) => aboutEntry(callupId, list, me.accountId),

  async run({ input: { answer, from }, loaded, me: { accountId }, nonce, now, reload }) {
    let found = loaded;
    for (let tried = 0; tried < TRIES; tried += 1) {
      const done = await tryToAnswer(found, { accountId, answer, from, nonce, now });
      if (done) return done;
      found = await reload();
    }
    throw new Refused('CONFLICT');
  },
});
