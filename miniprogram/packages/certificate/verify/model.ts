import { markTyped } from '../../../domain/certificates/code';
import { idInNumber } from '../../../domain/certificates/content';
import type { Verification } from '../../../domain/certificates/views';
import { minutes } from '../../../services/format';
import { decoded } from '../../../services/routes';
import { dateWords, dayWords, periodWords, revocationWords, stateWords, type StateWords } from '../words';

export interface ResultModel {
  readonly state: StateWords;
  /** When and why it was revoked; empty otherwise. */
  readonly revoked: string;
  /** What to compare with the paper, line by line. */
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  /** Its id, for staff who may revoke it. */
  readonly revocable: string | null;
  /** Until which day the records that it rests on are sealed; empty where nothing is told. */
  readonly sealed: string;
}

export function resultModel({ state, certificate, revoked, revocable, seal }: Verification): ResultModel {
  const facts = certificate && [
    { name: '编号', text: certificate.number },
    { name: '姓名', text: certificate.name },
    { name: '时间', text: periodWords(certificate) },
    { name: '次数', text: `${certificate.services} 次` },
    { name: '总时长', text: minutes(certificate.minutes) },
    { name: '记录单位', text: certificate.recordingUnit },
    { name: '开具日期', text: dateWords(certificate.issuedAt) },
  ];
  return {
    state: stateWords[state],
    revoked: revoked ? revocationWords(revoked) : '',
    facts: facts ?? [],
    revocable,
    sealed: seal ? `服务记录已封存到${dayWords(seal.day)}` : '',
  };
}

/** The scene of a page that a mini-program code opened, from its path. */
export const sceneIn = (path: string): string => decoded(/[?&]scene=([^&]*)/.exec(path)?.[1]);

/** What stops the typed number and mark from being asked about; empty when nothing does. */
export function missing(number: string, mark: string): string {
  if (idInNumber(number) === null) return '请把编号填完整，就是证明右上角那一串数字';
  if (markTyped(mark) === null) return '查验码是 12 位，请照证明上的填';
  return '';
}
