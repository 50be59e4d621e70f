import { markTyped } from '../../../domain/certificates/code';
import { idInNumber } from '../../../domain/certificates/content';
import { placeAfter } from '../../../domain/certificates/list';
import type { Verification } from '../../../domain/certificates/views';
import { minutes } from '../../../services/format';
import { decoded } from '../../../services/routes';
import {
  dateWords,
  dayWords,
  periodWords,
  readingWords,
  revocationWords,
  stateWords,
  type StateWords,
} from '../words';

export interface ResultModel {
  readonly state: StateWords;
  /** How far it is read; empty once that is done. */
  readonly read: string;
  /** When and why it was revoked; empty otherwise. */
  readonly revoked: string;
  /** What to compare with the paper, line by line. */
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  /** Its id, for staff who may revoke it. */
  readonly revocable: string | null;
  /** Until which day the records that it rests on are sealed; empty where nothing is told. */
  readonly sealed: string;
}

export function resultModel(told: Verification): ResultModel {
  const { state, list, revoked, revocable, seal } = told;
  // Until all is read there is nothing to compare with the paper: it might be taken for good.
  if (state === 'READING') return { ...bare, state: readingWords, read: readWords(list) };
  return {
    ...bare,
    state: stateWords[state],
    revoked: revoked ? revocationWords(revoked) : '',
    facts: factsOf(told),
    revocable,
    sealed: seal ? `服务记录已封存到${dayWords(seal.day)}` : '',
  };
}

const bare = { read: '', revoked: '', facts: [], revocable: null, sealed: '' };

const readWords = (list: Verification['list']): string =>
  list ? `已核对 ${placeAfter(list.pages).count}/${list.whole.count} 条` : '';

function factsOf({ certificate }: Verification): ResultModel['facts'] {
  if (!certificate) return [];
  return [
    { name: '编号', text: certificate.number },
    { name: '姓名', text: certificate.name },
    { name: '时间', text: periodWords(certificate) },
    { name: '次数', text: `${certificate.services} 次` },
    { name: '总时长', text: minutes(certificate.minutes) },
    { name: '记录单位', text: certificate.recordingUnit },
    { name: '开具日期', text: dateWords(certificate.issuedAt) },
  ];
}

/** The scene of a page that a mini-program code opened, from its path. */
export const sceneIn = (path: string): string => decoded(/[?&]scene=([^&]*)/.exec(path)?.[1]);

/** What stops the typed number and mark from being asked about; empty when nothing does. */
export function missing(number: string, mark: string): string {
  if (idInNumber(number) === null) return '请把编号填完整，就是证明右上角那一串数字';
  if (markTyped(mark) === null) return '查验码是 12 位，请照证明上的填';
  return '';
}
