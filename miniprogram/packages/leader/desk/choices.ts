import type { Move } from '../../../domain/attendance/stays';
import type { ErrorDetails } from '../../../domain/errors';
import type { DeskPerson } from '../../../domain/attendance/views';
import type { FailureCode } from '../../../services/cloud';
import { wordsFor } from '../../../services/words';

/** What a leader can do about one person now. */
export interface Choice {
  readonly act: Move | 'undo';
  readonly label: string;
}

const IN: Choice = { act: 'in', label: '登记到场' };
const OUT: Choice = { act: 'out', label: '登记离开' };
const ABSENT: Choice = { act: 'absent', label: '其实没有来' };
const undo = (label: string): Choice => ({ act: 'undo', label });

/** `over`: nobody can come any more. */
export function choicesFor(person: DeskPerson, over: boolean): readonly Choice[] {
  const { presence, absent } = person;
  const undoable = person.undo.length > 0;
  if (presence.state === 'credited') return [];
  if (absent) return undoable ? [undo('撤销“没有来”')] : [];
  if (presence.state === 'present') return [OUT, ...(undoable ? [undo('撤销签到')] : []), ABSENT];
  const come = over ? [] : [presence.state === 'left' ? { ...IN, label: '登记又回来了' } : IN];
  if (presence.state === 'left') return [...(undoable ? [undo('撤销签退')] : []), ...come, ABSENT];
  return come;
}

/** A personal code says who, not whether they come or go: that follows from where they stand. */
export function scanMove(person: DeskPerson | undefined): { move: 'in' | 'out'; ask: string } {
  if (person?.presence.state === 'present')
    return { move: 'out', ask: `${person.name} 已经签到，现在签退吗？` };
  if (person?.presence.state === 'left') return { move: 'in', ask: `${person.name} 已经签退，再次签到吗？` };
  return { move: 'in', ask: '' };
}

export const reasonsFor: Readonly<Record<Move, readonly string[]>> = {
  in: ['没带手机', '手机没电', '不会用手机', '忘了扫码'],
  out: ['忘了扫码', '手机没电', '提前离开'],
  absent: ['没有来', '别人代签'],
};

export const moveWords: Readonly<Record<Move | 'undo', string>> = {
  in: '签到',
  out: '签退',
  absent: '登记没有来',
  undo: '撤销',
};

/** Where the words for a volunteer would not do. */
const leaderWords: Partial<Record<FailureCode, string>> = {
  NOT_CHECKED_IN: '这个人还没有签到，请先登记到场',
  CODE_INVALID: '这不是个人码。请对方打开“我的码”',
  CODE_EXPIRED: '这个码过期了，请对方不要用截图，当场打开“我的码”',
  NOT_FOUND: '只能登记报了名的人、队员，和队里登记的人',
  TOO_MANY_PAIRS: '今天进出的次数已经到上限',
};

export const deskWords = (code: FailureCode, details: ErrorDetails): string =>
  leaderWords[code] ?? wordsFor(code, details);
