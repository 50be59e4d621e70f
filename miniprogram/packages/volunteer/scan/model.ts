import { parseCode, parsePrintedCode } from '../../../domain/attendance/code';
import type { Flag } from '../../../domain/attendance/rules';
import { MINUTE, type Instant } from '../../../domain/time';
import type { AttendanceMode } from '../../../domain/settings';
import type { Presence, ScanResult } from '../../../domain/attendance/views';
import type { FailureCode } from '../../../services/cloud';
import { clock, minutes } from '../../../services/format';
import { decoded } from '../../../services/routes';

/** in, out: do it · askOut: ask before checking out · askAgain: was out already, come back in? */
export type Move = 'in' | 'out';
export type Plan =
  | { readonly plan: 'do'; readonly move: Move }
  | { readonly plan: 'ask'; readonly move: Move; readonly question: Question };

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  /** Most who are asked this want nothing done: then no is the main answer. */
  readonly calm: boolean;
}

/** The slot that a scanned text is for; null when it is no check-in code. */
export const slotOfCode = (text: string): string | null =>
  parseCode(text)?.slotId ?? parsePrintedCode(text)?.slotId ?? null;

/** What the camera read: a code as text, or a mini-program code whose page carries it as its scene. */
export function codeOfScan({ text, path }: { text: string; path?: string }): string {
  const scene = /[?&]scene=([^&]*)/.exec(path ?? '')?.[1];
  return scene === undefined ? text : decoded(scene);
}

const sinceThen = (from: Instant, now: Instant): string =>
  minutes(Math.max(0, Math.floor((now - from) / MINUTE)));

/** Whoever scans again so soon after coming in did not mean to leave. */
const SOON = 5 * MINUTE;

function leaveQuestion(since: Instant, now: Instant): Question {
  if (now - since < SOON) {
    const text = `${clock(since)} 签到已记下，不用再扫。走的时候再签退`;
    return { title: '您已经签到了', text, yes: '现在就签退', no: '知道了', calm: true };
  }
  const text = `您 ${clock(since)} 签到，到现在 ${sinceThen(since, now)}`;
  return { title: '现在签退吗？', text, yes: '签退', no: '还没结束，先不签退', calm: false };
}

function returnQuestion(left: Instant): Question {
  const text = '不用再扫。又回来继续服务，可以再签到一次';
  return { title: `您 ${clock(left)} 已签退`, text, yes: '再次签到', no: '知道了', calm: true };
}

/** Nobody has to check out of this one: whoever scans again hardly means to. */
function earlyQuestion(since: Instant): Question {
  const text = `${clock(since)} 签到已记下。这次不用签退，按结束时间记`;
  return { title: '您已经签到了', text, yes: '要提前走，现在签退', no: '知道了', calm: true };
}

/** Where somebody stands, as far as cloud or phone know. */
export type Known = Pick<Presence, 'state' | 'in' | 'out'>;

/** Whoever is there means to leave; whoever left may have scanned by mistake; anyone else comes in. */
export function planFor(presence: Known | null, now: Instant, mode: AttendanceMode = 'inOut'): Plan {
  if (presence?.state === 'present' && presence.in !== null) {
    const question = mode === 'inOut' ? leaveQuestion(presence.in, now) : earlyQuestion(presence.in);
    return { plan: 'ask', move: 'out', question };
  }
  if (presence?.state === 'left' && presence.out !== null) {
    return { plan: 'ask', move: 'in', question: returnQuestion(presence.out) };
  }
  return { plan: 'do', move: 'in' };
}

export interface DoneModel {
  readonly move: Move;
  readonly heading: string;
  readonly title: string;
  readonly time: string;
  readonly lead: string;
  readonly notes: readonly string[];
}

function leadOf(move: Move, result: ScanResult): string {
  const { presence } = result;
  if (move === 'in' && result.mode !== 'inOut') return '不用签退，按结束时间记。时长由队长确认';
  if (move === 'in') return '走之前记得再扫一次签退';
  if (presence.in === null || presence.out === null) return '时长由队长确认后记入';
  return `这次在场 ${sinceThen(presence.in, presence.out)}。队长确认后，按这一场的时间记`;
}

export function doneModel(move: Move, result: ScanResult, flagWords: (flag: Flag) => string): DoneModel {
  const { presence, again } = result;
  const at = move === 'in' ? presence.in : presence.out;
  const verb = move === 'in' ? '签到' : '签退';
  return {
    move,
    heading: again ? `已经${verb}过了` : `${verb}成功`,
    title: result.title,
    time: at === null ? '' : `${clock(at)} ${verb}`,
    lead: again ? '不用再扫，第一次就记下了' : leadOf(move, result),
    notes: presence.flags.map(flagWords),
  };
}

export interface KeptModel {
  readonly heading: string;
  readonly time: string;
  readonly title: string;
  readonly lead: string;
}

/** How far what was noted on the phone has come: it is there, its call has not come back, the cloud has it. */
export type Stage = 'sending' | 'waiting' | 'sent';

/** `safely`: it outlives a closed app. */
export function keptModel(move: Move, at: Instant, title: string, stage: Stage, safely: boolean): KeptModel {
  const verb = move === 'in' ? '签到' : '签退';
  const time = `${clock(at)} ${verb}`;
  if (stage === 'sent')
    return { heading: `${verb}已提交`, time, title, lead: `按 ${clock(at)} 记，不用再扫` };
  const lead = safely ? '按扫码的时间记，不用再扫。可以关掉手机' : '手机存储满了，请先不要关小程序';
  const heading = stage === 'sending' ? '已记下，正在提交…' : '已记下，会自动提交';
  return { heading, time, title, lead };
}

/** What can be done about a refusal: the main button of the page. */
type NextStep = 'rescan' | 'join' | 'activities' | 'mine' | 'close';

const nextSteps: Partial<Record<FailureCode, NextStep>> = {
  CODE_INVALID: 'rescan',
  CODE_EXPIRED: 'rescan',
  CODE_OTHER_SLOT: 'rescan',
  NOT_SIGNED_UP: 'activities',
  CANCELLED: 'activities',
  OFFLINE: 'rescan',
  TIMEOUT: 'rescan',
  STILL_WAITING: 'mine',
};

const buttons: Readonly<Record<NextStep, string>> = {
  join: '现在报名并签到',
  rescan: '再扫一次',
  activities: '看看有什么活动',
  mine: '看我的报名',
  close: '知道了',
};

/** Whoever stands there and cannot join by themselves is let in by the leader, who sees them. */
const joinWords: Partial<Record<FailureCode, string>> = {
  SLOT_FULL: '名额已经满了。请队长帮您登记',
  WAITING_LIST_FULL: '名额已经满了。请队长帮您登记',
  DEADLINE_PASSED: '这一场已经结束了',
  OFFLINE: '现在没有网，报不上名。请队长帮您登记',
  TIMEOUT: '网络有点慢，还没有报上。请再扫一次，或者请队长登记',
  REGISTRATION_NEEDED: '这个岗位要先登记为志愿者。可以先请队长帮您登记',
};
export const wordsForJoining = (code: FailureCode, words: string): string => joinWords[code] ?? words;

export interface RefusalModel {
  readonly heading: string;
  readonly words: string;
  readonly next: NextStep;
  readonly button: string;
}

/** A code goes stale while one looks for the right one: no fault of whoever scanned it. */
const headings: Partial<Record<FailureCode, string>> = {
  CODE_EXPIRED: '请再扫一次屏幕上的码',
  TOO_EARLY: '来早了，谢谢您',
  STILL_WAITING: '还在候补',
  NOT_CHECKED_IN: '还没有签到',
  NOT_SIGNED_UP: '您还没有报名这一场',
};

/** @param scanned whoever is not signed up joins by what turns on the leader's screen, and by no paper */
export function refusalModel(
  move: Move | null,
  code: FailureCode,
  words: string,
  scanned = '',
): RefusalModel {
  const joins = code === 'NOT_SIGNED_UP' && parseCode(scanned) !== null;
  const next = joins ? 'join' : (nextSteps[code] ?? 'close');
  const heading = headings[code] ?? (move === 'out' ? '签退没有成功' : '签到没有成功');
  return { heading, words, next, button: buttons[next] };
}
