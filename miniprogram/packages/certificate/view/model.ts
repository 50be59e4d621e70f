import type { CertificateView } from '../../../domain/certificates/views';
import { minutes } from '../../../services/format';
import { dateWords, periodWords, revocationWords, stateWords, type StateWords } from '../words';

export interface ViewModel {
  readonly number: string;
  readonly mark: string;
  readonly sum: string;
  readonly period: string;
  readonly issued: string;
  readonly state: StateWords;
  /** Why it should not be handed out any more; empty while it is good. */
  readonly warning: string;
  /** It can still be taken back. */
  readonly standing: boolean;
}

export function viewModel(view: CertificateView): ViewModel {
  const state = stateWords[view.state];
  return {
    number: view.number,
    mark: view.mark,
    sum: `${view.services} 次，共 ${minutes(view.minutes)}`,
    period: periodWords(view),
    issued: `${dateWords(view.issuedAt)}开具`,
    state,
    warning: view.revoked ? revocationWords(view.revoked) : state.tone === 'good' ? '' : state.advice,
    standing: view.revoked === null,
  };
}

/** What the file is called: says what it is, whose, and which. */
export const fileName = (view: CertificateView): string => `志愿服务证明-${view.name}-${view.id}.pdf`;
