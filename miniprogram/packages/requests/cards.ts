import { spokenName } from '../../domain/stations/rules';
import type { RequestState } from '../../domain/requests/types';
import type { RequestCard } from '../../domain/requests/views';
import type { Instant } from '../../domain/time';
import { distance, moment } from '../../services/format';
import { session } from '../../services/session';
import { endingWords, requestStateWords, urgencyWords } from './words';

/** A request as lists show it. */
export interface RequestRow {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly state: string;
  /** What there is to see at once: good, waiting, late. */
  readonly look: 'good' | 'wait' | 'late' | 'over';
  readonly facts: string;
  /** '今天 16:30 前', '已过 2 天'; empty where nothing is promised. */
  readonly due: string;
  /** Only what is more than ordinary is said. */
  readonly urgent: string;
  readonly again: string;
}

export const categoryName = (id: string): string =>
  session()?.requestCategories.find((each) => each.id === id)?.name ?? '';

export function requestRow(card: RequestCard, now: Instant): RequestRow {
  const { id, title, category, state, ending, urgency, reopened } = card;
  const name = categoryName(category);
  return {
    id,
    title: title === '' ? `${name}（内容保密）` : title,
    category: name,
    state: state === 'closed' && ending ? endingWords[ending] : requestStateWords[state],
    look: lookOf(card, now),
    facts: [
      spokenName(card.stationName),
      card.distance === null ? '' : distance(card.distance),
      `${moment(card.at, now)}提的`,
    ]
      .filter(Boolean)
      .join(' · '),
    due: dueWords(card, now),
    urgent: urgency === 'ordinary' ? '' : urgencyWords[urgency].name,
    again: reopened > 0 ? `说过 ${reopened} 次没办好` : '',
  };
}

function lookOf({ state, ending, late, due }: RequestCard, now: Instant): RequestRow['look'] {
  if (state === 'closed') return ending === 'done' ? 'good' : 'over';
  return late || (due !== null && due < now) ? 'late' : 'wait';
}

/** What is promised in each state. */
const promisedWords: Readonly<Partial<Record<RequestState, string>>> = {
  held: '看过',
  submitted: '安排好',
  objected: '安排好',
  offered: '找到人',
  dispatched: '答复',
  accepted: '上门',
  underway: '办好',
};

/** Until when the present step is promised, or that it waits for who asked. */
export function dueWords({ due, paused, state }: RequestCard, now: Instant): string {
  if (state === 'closed') return '';
  if (paused) return '等求助人回答，时间先停着';
  if (due === null) return '';
  const what = promisedWords[state] ?? '';
  return due < now ? `说好 ${moment(due, now)} 前${what}，已经过了` : `${moment(due, now)} 前${what}`;
}
