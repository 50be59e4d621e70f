import type { Part } from '../../../domain/requests/moves';
import type { StepKind } from '../../../domain/requests/types';
import type { EntryView, RequestView } from '../../../domain/requests/views';
import { spokenName } from '../../../domain/stations/rules';
import type { Instant } from '../../../domain/time';
import { minutes, moment, span } from '../../../services/format';
import { requestRow, type RequestRow } from '../cards';
import { stepWords } from '../words';
import { faceWords } from '../../../services/words/faces';

export type Acting = Exclude<Part, 'system'>;
export type Kind = Exclude<StepKind, 'ask' | 'follow'>;

/** How a step is asked for: at once, with words, of which ready-made ones can be tapped, or on a sheet of its own. */
interface Offer {
  readonly name: string;
  /** The first of these that there is stands out. */
  readonly main?: true;
  readonly sheet?: 'words' | 'team' | 'going' | 'until' | 'double';
  readonly title?: string;
  readonly reasons?: readonly string[];
  /** Words need not be given. */
  readonly free?: true;
}

export const offers: Readonly<Record<Acting, Readonly<Partial<Record<Kind, Offer>>>>> = {
  asker: {
    answer: { name: '回答', main: true, sheet: 'words', title: '回答他' },
    confirm: { name: '办好了', main: true },
    notDone: {
      name: '没办好',
      sheet: 'words',
      title: '哪里没办好',
      free: true,
      reasons: ['没有人来', '来了没修好', '又坏了'],
    },
    cancel: {
      name: '不需要了',
      sheet: 'words',
      title: '不需要了吗',
      free: true,
      reasons: ['已经解决了', '改天再说'],
    },
  },
  goer: {
    claim: { name: '我去', main: true },
    still: { name: '我还去', main: true },
    begin: { name: '我到了', main: true },
    finish: { name: '办好了', main: true, sheet: 'words', title: '办得怎么样', free: true },
    question: {
      name: '问他一句',
      sheet: 'words',
      title: '要问什么',
      reasons: ['几点方便？', '要带什么工具？', '楼栋单元是哪里？'],
    },
    extend: {
      name: '要晚一些',
      sheet: 'until',
      title: '为什么要晚',
      reasons: ['缺零件', '天气不好', '临时有事'],
    },
    release: {
      name: '去不了',
      sheet: 'words',
      title: '为什么去不了',
      reasons: ['临时有事', '办不了这样的事', '离得太远'],
    },
  },
  team: {
    accept: { name: '接下来', main: true, sheet: 'going', title: '谁去' },
    name: { name: '换人去', sheet: 'going', title: '换谁去' },
    decline: {
      name: '接不了',
      sheet: 'words',
      title: '为什么接不了',
      reasons: ['人手不够', '时间不合适', '离得太远'],
    },
    object: {
      name: '派错了',
      sheet: 'words',
      title: '为什么不归这支队',
      reasons: ['不是我们做的事', '不在我们的地方'],
    },
    extend: {
      name: '要晚一些',
      sheet: 'until',
      title: '为什么要晚',
      reasons: ['缺零件', '天气不好', '排不开人'],
    },
    release: { name: '退回去', sheet: 'words', title: '为什么退回', reasons: ['人来不了', '办不了这样的事'] },
  },
  desk: {
    pass: { name: '可以受理', main: true },
    takeIn: { name: '我来办' },
    dispatch: { name: '派给队伍', main: true, sheet: 'team', title: '派给哪支队伍' },
    judge: { name: '定异议', main: true, sheet: 'words', title: '这件事归这支队吗' },
    offer: { name: '请志愿者认领' },
    question: {
      name: '问求助人',
      sheet: 'words',
      title: '要问什么',
      reasons: ['地址不太清楚', '什么时候在家？'],
    },
    extend: { name: '要晚一些', sheet: 'until', title: '为什么要晚', reasons: ['等零件', '要联系有关单位'] },
    takeBack: {
      name: '收回重派',
      sheet: 'words',
      title: '为什么收回',
      reasons: ['一直没有去', '换更合适的队伍'],
    },
    merge: { name: '和另一件是同一件', sheet: 'double' },
    handOver: { name: '放下给同事', sheet: 'words', title: '要交代什么', free: true },
    refuse: {
      name: '办不了',
      sheet: 'words',
      title: '为什么办不了，可以找谁',
      reasons: ['请拨打 12345', '请联系物业', '要本人带证件到所里办'],
    },
  },
};

export interface Button {
  readonly part: Acting;
  readonly kind: Kind;
  readonly name: string;
}

/** What can be done, what one would do first apart from the rest. */
export function buttonsOf({ may }: Pick<RequestView, 'may'>): { main: Button[]; rest: Button[] } {
  const parts: readonly Acting[] = ['asker', 'goer', 'team', 'desk'];
  const all = parts.flatMap((part) =>
    (may[part] ?? []).flatMap((kind) => {
      const offer = kind === 'follow' ? undefined : offers[part][kind];
      return offer ? [{ part, kind: kind as Kind, name: offer.name, main: offer.main === true }] : [];
    }),
  );
  const plain = ({ part, kind, name }: Button): Button => ({ part, kind, name });
  return {
    main: all.filter(({ main }) => main).map(plain),
    rest: all.filter(({ main }) => !main).map(plain),
  };
}

export interface Line {
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly words: string;
}

const partWords: Readonly<Record<Acting, string>> = {
  asker: '求助人',
  goer: '上门的人',
  team: '队伍',
  desk: '服务台',
};

function lineOf(entry: EntryView, now: Instant): Line {
  const { at, kind, part, name, teamName, mine, words } = entry;
  const who = mine ? '您' : name !== '' ? name : part === null ? '' : partWords[part];
  return {
    at: moment(at, now),
    what: stepWords[kind],
    who: [who, teamName].filter(Boolean).join(' · '),
    words,
  };
}

export interface Page {
  readonly row: RequestRow;
  readonly words: string;
  readonly station: string;
  readonly wanted: string;
  readonly mostly: string;
  readonly timeline: Line[];
  readonly going: string;
  readonly said: string;
  readonly lookedAt: string;
}

/** A day of desks in minutes: what took longer is told in days. */
const WORKING_DAY = 540;

export function pageOf(view: RequestView, now: Instant): Page {
  const { mostly, wanted, going, said, lookedAtBy, state } = view;
  return {
    row: requestRow(view, now),
    words: view.confidential ? '内容保密，只有调解的人和接手的同事看得到' : view.words,
    station: spokenName(view.stationName),
    wanted: wanted ? span({ start: wanted.from, end: wanted.to }, now) : '什么时候都行',
    mostly:
      mostly === null || state === 'closed' || state === 'done'
        ? ''
        : `这样的事，近来大多${lasting(mostly)}内办好`,
    timeline: view.timeline.map((entry) => lineOf(entry, now)).reverse(),
    going: going.map(({ name }) => name).join('、'),
    said: said ? [faceWords[said.face].name, said.words].filter(Boolean).join('：') : '',
    lookedAt: lookedAtBy.length > 0 ? `${lookedAtBy.join('、')}也在看` : '',
  };
}

const lasting = (took: number): string =>
  took < WORKING_DAY
    ? minutes(Math.max(60, Math.ceil(took / 60) * 60))
    : ` ${Math.ceil(took / WORKING_DAY)} 天`;
