import type { Instant } from '../../../domain/time';
import { newNonce } from '../../../services/cloud';
import { kept } from '../../../services/storage';
import { draftFrom, emptyDraft, type Draft } from './draft';

/** One form a team, and one for each activity being worked on, kept on the phone from the first letter typed. */
const storeOf = ({ teamId, activityId }: Pick<Draft, 'teamId' | 'activityId'>) =>
  kept<unknown>(`draft:${activityId === '' ? teamId : activityId}`);

/** What was typed before, else an empty form. */
export function openDraft(teamId: string, now: Instant): Draft {
  const stored = storeOf({ teamId, activityId: '' }).read();
  return draftFrom(stored, teamId) ?? emptyDraft(teamId, newNonce(), now);
}

/** What was typed into this form before it was sent or kept, unless the activity has been changed since. */
export function typedBefore(draft: Draft): Draft {
  const stored = draftFrom(storeOf(draft).read(), draft.teamId);
  return stored?.task === draft.task && stored.revision === draft.revision ? stored : draft;
}

export function saveDraft(draft: Draft): void {
  storeOf(draft).write(draft);
}

export function forget(draft: Draft): void {
  storeOf(draft).remove();
}

/** After posting: empty, but place and telephone are mostly the same next time. */
export function leaveNext({ teamId, venue, contactPhone }: Draft, now: Instant): void {
  saveDraft({ ...emptyDraft(teamId, newNonce(), now), venue, contactPhone });
}
