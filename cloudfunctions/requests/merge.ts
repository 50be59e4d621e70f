import { Refused } from '#domain/errors';
import { isEarlier } from '#domain/requests/rules';
import type { DeskStep } from '#domain/requests/steps';
import { update } from '../core/database';
import type { RequestDocument } from './documents';
import { asRead, requestOf, stepUpdate } from './record';
import { makeStep, type Making } from './making';

/**
 * Two that are the same become one: who asked for the later follows the earlier, whichever way round somebody says it. The
 * earlier takes them in first, on condition that it is as it was read: so it is not over when the later is closed into
 * it, and of two merges of the same two under way one finds what the other has left.
 */
export async function mergeRequests(
  making: Making<Extract<DeskStep, { kind: 'merge' }>>,
  other: RequestDocument | undefined,
) {
  if (!other) throw new Refused('NOT_FOUND');
  const [earlier, later] = isEarlier(requestOf(making.document), requestOf(other))
    ? [making.document, other]
    : [other, making.document];
  await takeIn(making, earlier, later);
  const step = { ...making.step, withId: earlier._id };
  const facts = { ...making.facts, other: requestOf(earlier) };
  const again = () => Promise.reject(new Refused('CONFLICT'));
  const { state } = await makeStep({ ...making, step, document: later, facts, again });
  return { requestId: later._id, state };
}

async function takeIn(making: Making, earlier: RequestDocument, later: RequestDocument): Promise<void> {
  const { settings, now } = making;
  const before = requestOf(earlier);
  const after = {
    ...before,
    askers: [...new Set([...before.askers, ...later.askers])],
    followers: [...new Set([...before.followers, ...later.followers])],
  };
  const change = stepUpdate(earlier, after, settings, now);
  if ((await update('requests', asRead(earlier), change)) === 0) throw new Refused('CONFLICT');
}
