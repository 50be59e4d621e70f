import type { CertificateState } from '../../domain/certificates/verify';
import type { CertificateCard, Revocation } from '../../domain/certificates/views';
import { dayOf, type Instant } from '../../domain/time';

/** '2026年3月1日' */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

export const dateWords = (instant: Instant): string => dayWords(dayOf(instant));

/** '2026年1月3日 至 2026年3月1日'; one day stands alone. */
export const periodWords = ({ from, to }: Pick<CertificateCard, 'from' | 'to'>): string =>
  from === to ? dayWords(from) : `${dayWords(from)} 至 ${dayWords(to)}`;

/** good: a tick · careful: real, but ask for a newer one · bad: do not accept it. */
export type Tone = 'good' | 'careful' | 'bad';

export interface StateWords {
  readonly tone: Tone;
  readonly icon: string;
  /** On the holder's own list. */
  readonly short: string;
  /** To whoever verifies it, at a glance. */
  readonly title: string;
  readonly advice: string;
}

export const stateWords: Readonly<Record<CertificateState, StateWords>> = {
  VALID: {
    tone: 'good',
    icon: 'check-circle-filled',
    short: '有效',
    title: '真实有效',
    advice: '内容和服务记录一致。请再和手里的证明逐项核对：有一项不同，就不要认。',
  },
  SUPERSEDED: {
    tone: 'careful',
    icon: 'error-circle-filled',
    short: '有更正',
    title: '开具以后有更正',
    advice: '证明是真的，但里面的时长后来更正过。请持有人重新开一份，免费。',
  },
  ALTERED: {
    tone: 'bad',
    icon: 'close-circle-filled',
    short: '对不上',
    title: '内容对不上',
    advice: '保存的内容和开具时不一致，不能作为证明。请联系记录单位。',
  },
  REVOKED: {
    tone: 'bad',
    icon: 'close-circle-filled',
    short: '已作废',
    title: '已经作废',
    advice: '这份证明已经作废，不能再用。',
  },
  UNKNOWN: {
    tone: 'bad',
    icon: 'close-circle-filled',
    short: '查不到',
    title: '查不到这份证明',
    advice: '没有编号和查验码都是这样的证明。手工输入的请核对一遍；扫码得到的，这份证明不是真的。',
  },
};

/** Nothing is against it so far. */
export const readingWords: StateWords = {
  tone: 'careful',
  icon: 'time',
  short: '正在核对',
  title: '正在逐条核对',
  advice: '服务记录比较多，请稍等，核对完才知道结果。',
};

/** '2026年3月1日由持有人收回'; '2026年3月1日由工作人员作废：重复开具' */
export function revocationWords({ at, reason, by }: Revocation): string {
  const who = by === 'holder' ? '由持有人收回' : '由工作人员作废';
  return `${dateWords(at)}${who}${reason === '' ? '' : `：${reason}`}`;
}
