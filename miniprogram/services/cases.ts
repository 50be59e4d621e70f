import type { Verdict } from '../domain/hours/cases';
import type { CaseView } from '../domain/hours/views';
import type { Instant } from '../domain/time';
import { minutes, moment, span } from './format';
import { stationFlagWords } from './words';
import { caseState, caseWords, reasonLines, verdictWords } from './words/hours';

/** A case as people read it. */
export interface CaseModel {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  /** wait: open · good: the hours stand · done: answered or refused. */
  readonly tone: 'wait' | 'good' | 'done';
  readonly title: string;
  readonly about: string;
  readonly who: string;
  readonly amount: string;
  readonly age: string;
  readonly long: boolean;
  readonly said: readonly {
    readonly id: number;
    readonly who: string;
    readonly words: string;
    readonly answer: boolean;
    readonly refused: boolean;
  }[];
  readonly note: string;
  /** Reasons to look closer. */
  readonly look: readonly string[];
  readonly approve: boolean;
  readonly refuse: boolean;
  readonly explain: boolean;
  /** What may be filed on a question: another number for its line, or hours where there are none. */
  readonly fix: '' | 'correct' | 'makeUp';
  readonly further: boolean;
  /** On the first of several of one shift: how many of them one may agree to together; else 0. */
  readonly together: number;
}

const A_DAY = 24 * 3_600_000;
const LONG = 3 * A_DAY;

function amountOf({ kind, state, minutes: given, net }: CaseView): string {
  if (kind === 'CONTEST') return net === null ? '现在没有记录' : `现在记 ${minutes(net)}`;
  if (kind === 'CORRECTION') {
    const change = given > 0 ? `加 ${minutes(given)}` : `减 ${minutes(-given)}`;
    // Once decided, what the line comes to has the change in it, or never will.
    return net === null || state !== 'open' ? change : `现在 ${minutes(net)}，${change}`;
  }
  return minutes(given);
}

const toneOf = ({ state }: CaseView): CaseModel['tone'] =>
  state === 'open' || state === 'settling'
    ? 'wait'
    : state === 'approved' || state === 'settled'
      ? 'good'
      : 'done';

/** Questions and answers in the order in which they were said. */
function saidOf(c: CaseView, now: Instant): CaseModel['said'] {
  const asked = c.asked.map((a) => ({ ...a, what: '', answer: false, refused: false }));
  const answers = c.answers.map((a) => ({
    ...a,
    what: verdictWords[a.verdict],
    answer: true,
    refused: a.verdict === 'refuse',
  }));
  return [...asked, ...answers]
    .filter(({ words, answer }) => words !== '' || answer)
    .sort((a, b) => a.at - b.at)
    .map(({ at, name, words, what, answer, refused }, id) => ({
      id,
      answer,
      refused,
      who: `${name}${what === '' ? '' : ` ${what}`} · ${moment(at, now)}`,
      words,
    }));
}

export function ageOf(since: Instant, now: Instant): string {
  const days = Math.floor((now - since) / A_DAY);
  if (days > 0) return `已等 ${days} 天`;
  const hours = Math.floor((now - since) / 3_600_000);
  return hours > 0 ? `已等 ${hours} 小时` : '刚刚提出';
}

export function caseModel(c: CaseView, now: Instant): CaseModel {
  const may = (verdict: Verdict) => c.may.includes(verdict);
  const open = c.state === 'open';
  return {
    id: c.id,
    kind: caseWords[c.kind],
    state: caseState(c),
    tone: toneOf(c),
    title: c.title,
    about: `${c.teamName} · ${span({ start: c.start, end: c.end }, now)}`,
    who: c.person.name,
    amount: amountOf(c),
    age: open ? ageOf(c.filedAt, now) : '',
    long: open && now - c.filedAt >= LONG,
    said: saidOf(c, now),
    note: open && c.own ? '要由另一个人来办' : '',
    look: open && c.reasons ? reasonLines(c.reasons, stationFlagWords) : [],
    approve: may('approve'),
    refuse: may('refuse'),
    explain: may('explain'),
    fix: may('explain') ? (c.net === null ? 'makeUp' : 'correct') : '',
    further: c.mayGoFurther,
    together: 0,
  };
}

/** Those of the same shift that this person may agree to: a whole shift that nobody scanned is one thing to look at. */
export const agreeableWith = (cases: readonly CaseView[], id: string): readonly CaseView[] => {
  const slotId = cases.find((c) => c.id === id)?.slotId;
  return cases.filter((c) => c.slotId === slotId && c.may.includes('approve'));
};

/** A list of them, in its order. */
export function caseModels(cases: readonly CaseView[], now: Instant): CaseModel[] {
  return cases.map((c) => {
    const same = agreeableWith(cases, c.id);
    return { ...caseModel(c, now), together: same.length > 1 && same[0]?.id === c.id ? same.length : 0 };
  });
}
