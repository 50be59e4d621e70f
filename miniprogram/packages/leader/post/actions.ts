import { sendOnce } from '../../../kit/sending';
import { placeMoved, planChange, isPlan } from '../../../domain/activities/change';
import type { ActivityForm } from '../../../domain/activities/views';
import type { SessionView } from '../../../domain/accounts/views';
import type { ErrorDetails } from '../../../domain/errors';
import { cloudNow } from '../../../services/clock';
import { call, newNonce, type FailureCode, type Result } from '../../../services/cloud';
import { confirm } from '../../../services/phone';
import { openSession, session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { copyOf, draftOf, taskOf } from './open';
import { openDraft, saveDraft, typedBefore } from './storage';
import type { Draft } from './draft';
import { changeInputOf, postInputOf, saveInputOf, submitInputOf } from './input';

/** What the page was opened for; all empty for a form of the first team that one leads. */
export interface Wanted {
  readonly teamId: string;
  readonly activityId: string;
  /** An earlier activity to make another like. */
  readonly from: string;
}

export interface Opened {
  /** Null where there is no team to post for. */
  readonly draft: Draft | null;
  /** As the cloud keeps it; null of what is new. */
  readonly activity: ActivityForm | null;
}

/** The form as it is opened, once the session is known. */
export async function askForm({ teamId, activityId, from }: Wanted): Promise<Result<Opened>> {
  const opened = await openedSession();
  if (!opened.ok) return opened;
  const { teams } = opened.data;
  if (activityId !== '') return askActivity(activityId);
  if (from !== '') return askLike(from);
  const team = teams.find(({ id }) => id === teamId) ?? teams[0];
  const draft = team ? openDraft(team.id, cloudNow()) : null;
  return { ok: true, data: { draft, activity: null } };
}

/** An old session will do: without network a form can be filled in. */
async function openedSession(): Promise<Result<SessionView>> {
  const opened = await openSession();
  const known = session();
  return known ? { ok: true, data: known } : opened;
}

/** A draft, something sent back, or what people can sign up for already. */
async function askActivity(activityId: string): Promise<Result<Opened>> {
  const result = await call('activities.template', { activityId });
  if (!result.ok) return result;
  const activity = result.data;
  const task = taskOf(activity);
  if (task === null) return { ok: false, code: 'NOT_IN_THIS_STATE', details: {} };
  const draft = typedBefore(draftOf(activity, task, newNonce(), cloudNow()));
  return { ok: true, data: { draft, activity } };
}

async function askLike(activityId: string): Promise<Result<Opened>> {
  const result = await call('activities.template', { activityId });
  if (!result.ok) return result;
  const before = openDraft(result.data.teamId, cloudNow());
  const begun = before.title.trim() !== '' && before.title !== result.data.form.title;
  const yes =
    !begun || (await confirm('换成以前的内容？', `您正在填的“${before.title}”会被换掉。`, '换掉', '留着'));
  const draft = yes ? copyOf(result.data, newNonce(), cloudNow()) : before;
  saveDraft(draft);
  return { ok: true, data: { draft, activity: null } };
}

/** Words for why the form cannot be opened. */
export const openWords = (code: FailureCode, details: ErrorDetails): string =>
  code === 'NOT_IN_THIS_STATE' ? '活动已经开始或者结束，不能再改了' : wordsFor(code, details);

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
