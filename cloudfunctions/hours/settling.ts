import { moved, type CaseState } from '#domain/hours/cases';
import type { CaseDocument } from './documents';

/** What became of a question by what was filed on it; a sweep writes it down later. */
export function settledState(contest: CaseDocument, filed: CaseDocument | undefined): CaseState {
  if (contest.state !== 'settling' || !filed || filed.state === 'open') return contest.state;
  const move = filed.state === 'approved' ? 'fileApproved' : 'fileRefused';
  return moved(contest, move)?.state ?? contest.state;
}

export const withFiled = (contest: CaseDocument, filed: CaseDocument | undefined): CaseDocument => ({
  ...contest,
  state: settledState(contest, filed),
});
