import type { Instant } from '../../../domain/time';
import { newNonce } from '../../../services/cloud';
import { draftFrom, emptyDraft, type Draft } from './draft';

/** One draft a team, kept on the phone from the first letter typed until it is posted. */
const keyOf = (teamId: string): string => `draft:${teamId}`;

/** What was typed before, else an empty form. */
export function openDraft(teamId: string, now: Instant): Draft {
  return draftFrom(wx.getStorageSync<unknown>(keyOf(teamId)), teamId) ?? emptyDraft(teamId, newNonce(), now);
}

export function saveDraft(draft: Draft): void {
  wx.setStorage({ key: keyOf(draft.teamId), data: draft, fail: () => undefined });
}

/** After posting: empty, but place and telephone are mostly the same next time. */
export function nextDraft(posted: Draft, now: Instant): Draft {
  const { teamId, venue, contactPhone } = posted;
  const draft = { ...emptyDraft(teamId, newNonce(), now), venue, contactPhone };
  saveDraft(draft);
  return draft;
}
