import type { Flag } from '../../../domain/attendance/rules';
import type { LineView } from '../../../domain/hours/views';
import { spokenName } from '../../../domain/stations/rules';
import type { Instant } from '../../../domain/time';
import { clock, endClock, minutes, moment, span } from '../../../services/format';
import { lineWords } from '../../../services/words/hours';

export interface LinePage {
  readonly title: string;
  readonly kind: string;
  readonly amount: string;
  /** How it came to these minutes, in whole sentences. */
  readonly how: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly corrections: readonly { readonly id: string; readonly amount: string; readonly text: string }[];
  /** What it comes to with its corrections; empty without any. */
  readonly net: string;
  readonly place: string;
  readonly contestId: string;
}

const signed = (total: number): string => `${total > 0 ? '+' : ''}${minutes(total)}`;

function howOf({ line, shiftMinutes, pairs }: LineView): string {
  if (line.kind === 'makeup') return '当时没有签到记录，由队长补记，另一个人核实后记入';
  if (line.kind === 'correction') return '对另一笔的更正，由另一个人核实后记入';
  if (pairs.length === 0) return `这一场 ${minutes(shiftMinutes)}`;
  const asked = line.reason === '' ? '按签到签退的时间记' : '队长核对后改过';
  return `这一场 ${minutes(shiftMinutes)}，${asked}`;
}

function staysOf({ pairs }: LineView): string {
  return pairs
    .map((pair) => `${clock(pair.in)} 到，${endClock({ start: pair.in, end: pair.out })} 走`)
    .join('；');
}

export function linePage(view: LineView, flagWords: (flag: Flag) => string, now: Instant): LinePage {
  const { line, corrections } = view;
  const facts = [
    { name: '时间', text: span(line, now) },
    { name: '班次', text: view.slotName },
    { name: '地点', text: spokenName(line.venue) },
    { name: '组织', text: line.teamName },
    { name: '签到签退', text: staysOf(view) },
    { name: '标记', text: view.flags.map(flagWords).join('；') },
    { name: '确认人', text: view.confirmedByName },
    { name: '记入时间', text: moment(line.at, now) },
    { name: '说明', text: line.reason },
  ];
  return {
    title: line.title,
    kind: lineWords[line.kind],
    amount: signed(line.minutes),
    how: howOf(view),
    facts: facts.filter(({ text }) => text !== ''),
    corrections: corrections.map((c) => ({
      id: c.id,
      amount: signed(c.minutes),
      text: `${moment(c.at, now)} 更正：${c.reason}`,
    })),
    net: corrections.length > 0 ? minutes(view.net) : '',
    place: `第 ${line.seq} 笔，共 ${view.of} 笔，记到这里累计 ${minutes(line.balance)}`,
    contestId: view.contestId ?? '',
  };
}
