import type { CrowdNote, CrowdSign } from '../../domain/attendance/crowd';
import type { Flag } from '../../domain/attendance/rules';
import type { Countdown } from '../../domain/hours/calendar';
import type { CaseKind, Verdict } from '../../domain/hours/cases';
import type { LedgerLine } from '../../domain/hours/ledger';
import type { WordsLately } from '../../domain/hours/reasons';
import type { CaseReasons, CaseView } from '../../domain/hours/views';
import { minutes } from '../format';

/** Words for hours, and for what becomes of them when one person's word is not enough. */

export const caseWords: Readonly<Record<CaseKind, string>> = {
  OVER_DAY: '一天超过上限',
  MAKE_UP: '补记时长',
  CORRECTION: '更正时长',
  CONTEST: '有疑问',
};

export const lineWords: Readonly<Record<LedgerLine['kind'], string>> = {
  service: '志愿服务',
  makeup: '补记',
  correction: '更正',
};

export const verdictWords: Readonly<Record<Verdict, string>> = {
  approve: '同意',
  refuse: '不同意',
  explain: '答复',
};

/** For whoever confirms, who knows best what was. */
export const crowdWords: Readonly<Record<CrowdSign, (note: CrowdNote) => string>> = {
  UNSCANNED: ({ count, of }) => `${of} 人里有 ${count} 人没有扫码`,
  AT_ONCE: ({ count }) => `有 ${count} 人在 10 秒内一起扫的码`,
  MOSTLY_FAR: ({ count }) => `有 ${count} 人签到时离活动地点较远，看看地点是不是填错了`,
  FEW_FAR: ({ count }) => `别人都在现场，有 ${count} 人签到时离得远`,
};

/** What rests on somebody's word alone, of late; a line each, none where there is nothing. */
export function latelyWords({ name, named, auto }: WordsLately): string[] {
  const lines: [number, string][] = [
    [named, '点名、补记'],
    [auto, '按报名算到场'],
  ];
  return lines.flatMap(([total, how]) =>
    total > 0 ? [`近两个季度，${name}给人${how}一共 ${minutes(total)}`] : [],
  );
}

/** Reasons to look closer, for whoever has to agree: none of them says that something is wrong. */
export const reasonLines = (
  { flags, crowd, lately, mutual }: CaseReasons,
  flagWords: Readonly<Record<Flag, string>>,
): string[] => [
  ...flags.map((flag) => flagWords[flag]),
  ...crowd.map((note) => crowdWords[note.sign](note)),
  ...latelyWords(lately),
  ...mutual.map(
    ({ name, times }) => `近两个季度，${lately.name}和${name}互相同意过自己的时长，共 ${times} 次`,
  ),
];

/** Who an open case waits for. */
export const whoDecides: Readonly<Record<CaseView['level'], string>> = {
  team: '等另一位队长或工作人员确认',
  staff: '等工作人员答复',
  centre: '等实践中心确认',
  city: '等市文明办确认',
};

/** Where a case stands, for everybody whom it concerns. */
export function caseState({ kind, state, level }: Pick<CaseView, 'kind' | 'state' | 'level'>): string {
  switch (state) {
    case 'open':
      return kind === 'CONTEST' && level === 'team' ? '等队长答复' : whoDecides[level];
    case 'approved':
      return '已同意，记入时长';
    case 'refused':
      return '没有同意';
    case 'answered':
      return '已答复';
    case 'settling':
      return '已提出更正，等另一个人确认';
    case 'settled':
      return '已更正';
  }
}

/** '还剩 3 个工作日' */
export function daysLeft(left: Countdown): string {
  if (left.state === 'OVER') return left.days === 0 ? '已过期限' : `已过期限 ${left.days} 个工作日`;
  return left.days === 0 ? '今天是最后一天' : `还剩 ${left.days} 个工作日`;
}
