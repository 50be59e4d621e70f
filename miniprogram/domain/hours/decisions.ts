import type { Refusal } from '../errors';
import { reasonRefusal } from '../refusals';
import {
  deciderRefusal,
  moved,
  type Actor,
  type Case,
  type CaseKind,
  type CaseState,
  type Verdict,
} from './cases';

/** What can be decided about a case, and what becomes of a question by what was filed on it. */

/** May this person give this verdict? `others` stand too near: see deciderRefusal. */
export function decisionRefusal(
  c: Case,
  actor: Actor,
  others: readonly string[],
  verdict: Verdict,
  reason: string,
): Refusal | null {
  if (c.state !== 'open') return { code: 'ALREADY_DECIDED' };
  const refused = deciderRefusal(c, actor, others);
  if (refused) return refused;
  if (!moved(c, verdict)) return { code: 'BAD_INPUT', details: { field: 'verdict' } };
  return verdict === 'approve' ? null : reasonRefusal(reason);
}

interface About {
  readonly accountId: string;
  readonly slotId: string;
}

/** May what is filed settle this question? It is open, of the same person and shift, and not the filer's own. */
export function settleRefusal(
  contest: (Case & About) | undefined,
  filed: About,
  actor: Actor,
  others: readonly string[],
): Refusal | null {
  if (contest?.accountId !== filed.accountId || contest.slotId !== filed.slotId) return { code: 'NOT_FOUND' };
  if (!moved(contest, 'file')) return { code: 'ALREADY_DECIDED' };
  return deciderRefusal(contest, actor, others);
}

/** May this question be taken further? Once, and after it was answered. */
export function furtherRefusal(c: Case | undefined): Refusal | null {
  if (c?.kind !== 'CONTEST') return { code: 'NOT_FOUND' };
  if (moved(c, 'further')) return null;
  return { code: moved({ ...c, further: false }, 'further') ? 'ALREADY_ASKED' : 'ALREADY_DECIDED' };
}

/** What became of a question by what was filed on it; a sweep writes it down later. */
export function settledState(contest: Case, filed: { readonly state: CaseState } | undefined): CaseState {
  if (contest.state !== 'settling' || !filed || filed.state === 'open') return contest.state;
  const move = filed.state === 'approved' ? 'fileApproved' : 'fileRefused';
  return moved(contest, move)?.state ?? contest.state;
}

/** Waits for a second person, or has been approved by one: nobody asks for these hours again. */
export const isSeenTo = ({ kind, state }: { readonly kind: CaseKind; readonly state: CaseState }): boolean =>
  kind !== 'CONTEST' && (state === 'open' || state === 'approved');

/** Have the books room for the hours of a case? */
export function bookRefusal(
  kind: CaseKind,
  hours: { readonly minutes: number; readonly most: number; readonly recorded: boolean },
): Refusal | null {
  if (kind === 'MAKE_UP' && hours.recorded) return { code: 'ALREADY_RECORDED' };
  return hours.minutes > hours.most ? { code: 'ABOVE_SHIFT', details: { max: hours.most } } : null;
}
