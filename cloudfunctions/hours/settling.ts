import { settledState } from '#domain/hours/decisions';
import type { CaseDocument } from './documents';

/** A question with what became of it by what was filed on it. */
export const withFiled = (contest: CaseDocument, filed: CaseDocument | undefined): CaseDocument => ({
  ...contest,
  state: settledState(contest, filed),
});
