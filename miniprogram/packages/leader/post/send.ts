import { sendOnce } from '../../../kit/sending';
import { placeMoved, planChange, isPlan } from '../../../domain/activities/change';
import type { ActivityForm } from '../../../domain/activities/views';
import { call, newNonce, type Result } from '../../../services/cloud';
import type { Draft } from './draft';
import { changeInputOf, postInputOf, saveInputOf, submitInputOf } from './input';

/** What came of sending the form. */
export interface Done {
  readonly activityId: string;
  readonly what: 'published' | 'submitted' | 'changed';
  readonly title: string;
  /** How many of a weekly row. */
  readonly times: number;
  /** How many are asked again whether they come. */
  readonly asked: number;
  /** The new words were in doubt: the old ones stand. */
  readonly oldWords: boolean;
}

/** Sends the form to where it belongs: posted, sent as the draft that it is, or as a change. */
export async function send(draft: Draft): Promise<Result<Done>> {
  if (draft.task === 'change') return sendChange(draft);
  const title = draft.title.trim();
  const base = { title, times: draft.repeat, asked: 0, oldWords: false };
  if (draft.task === 'draft' && draft.repeat === 1) {
    const sent = await call('activities.submit', submitInputOf(draft), { nonce: draft.nonce });
    return sent.ok ? done({ ...base, activityId: draft.activityId, what: sent.data.state }) : sent;
  }
  const posted = await call('activities.post', postInputOf(draft), { nonce: draft.nonce });
  if (!posted.ok) return posted;
  // Of a row the draft is not one itself: it has served.
  if (draft.activityId !== '') {
    await sendOnce('activities.discard', { activityId: draft.activityId, teamId: draft.teamId });
  }
  return done({ ...base, activityId: posted.data.activityId, what: posted.data.state });
}

const done = (data: Done): Result<Done> => ({ ok: true, data });

async function sendChange(draft: Draft): Promise<Result<Done>> {
  const changed = await call('activities.change', changeInputOf(draft), { nonce: draft.nonce });
  if (!changed.ok) return changed;
  const { activityId, asked, text } = changed.data;
  return done({
    activityId,
    asked,
    what: 'changed',
    title: draft.title.trim(),
    times: 1,
    oldWords: text === 'kept',
  });
}

/** Keeps the form in the cloud; from then on it is that draft. */
export async function keep(draft: Draft): Promise<Result<Draft>> {
  const kept = await call('activities.save', saveInputOf(draft), { nonce: draft.nonce });
  if (!kept.ok) return kept;
  const { activityId, revision } = kept.data;
  return {
    ok: true,
    data: { ...draft, task: 'draft', sent: false, activityId, revision, nonce: newNonce() },
  };
}

/** How many hold a place whose time or place this form changes. */
export function askedAgain(opened: ActivityForm, draft: Draft): number {
  const { venue } = draft;
  if (!venue || !opened.venue) return 0;
  const before = opened.slots.flatMap(({ slotId, ...slot }) =>
    slotId === null ? [] : [{ ...slot, id: slotId, waiting: 0, revision: 0 }],
  );
  const plan = planChange(before, changeInputOf(draft).slots, placeMoved(opened.venue, venue));
  if (!isPlan(plan)) return 0;
  const moved = plan.kept.filter((slot) => slot.moved).map(({ id }) => id);
  return before.filter(({ id }) => moved.includes(id)).reduce((sum, { taken }) => sum + taken, 0);
}
