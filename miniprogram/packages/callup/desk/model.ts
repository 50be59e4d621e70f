import type { CalledPerson, CallDesk } from '../../../domain/callups/views';
import { sumOf } from '../../../domain/callups/rules';
import type { Input } from '../../../domain/contract';
import { moment } from '../../../services/format';

export type Which = Input<'callups.people'>['which'];

export interface Figure {
  readonly id: Which;
  readonly name: string;
  readonly value: number;
}

export interface DeskPage {
  readonly title: string;
  readonly drill: boolean;
  readonly about: string;
  readonly over: boolean;
  readonly lists: readonly { readonly id: string; readonly name: string }[];
  readonly list: string;
  readonly figures: readonly Figure[];
  /** Whose shifts they are signed up for; empty: none yet. */
  readonly activityId: string;
  readonly stationId: string;
  /** People are still being put on the list. */
  readonly gathering: boolean;
  /** Of all lists. */
  readonly stillOut: number;
}

const figuresOf = [
  ['coming', '还在外'],
  ['home', '已到家'],
  ['cannot', '来不了'],
  ['silent', '没回'],
  ['settled', '有说明'],
] as const;

export function deskPage(desk: CallDesk, list: number, now: number): DeskPage {
  const shown = desk.lists.find((each) => each.list === list) ?? desk.lists[desk.lists.length - 1];
  const counts = shown?.counts;
  return {
    title: desk.title,
    drill: desk.drill,
    about: `${moment(desk.at, now)} · ${desk.stationName}`,
    over: desk.state === 'over',
    lists: desk.lists.map(({ list: no, name }) => ({ id: String(no), name })),
    list: String(shown?.list ?? 1),
    figures: figuresOf.map(([id, name]) => ({ id, name, value: counts?.[id] ?? 0 })),
    activityId: shown?.activityId ?? '',
    stationId: desk.stationId,
    gathering: shown !== undefined && !shown.complete,
    stillOut: sumOf(desk.lists.map((each) => each.counts)).coming,
  };
}

export const whichChips: readonly { readonly id: Which; readonly name: string }[] = [
  { id: 'coming', name: '还在外' },
  { id: 'toPhone', name: '要打电话' },
  { id: 'silent', name: '没回' },
  { id: 'cannot', name: '来不了' },
  { id: 'home', name: '已到家' },
  { id: 'settled', name: '有说明' },
];
export const isWhich = (value: string): value is Which => whichChips.some(({ id }) => id === value);

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly note: string;
  readonly out: boolean;
  readonly unanswered: boolean;
}

function noteOf(person: CalledPerson, now: number): string {
  const { standing, from, phonedAt, phoned, answeredFor, fate } = person;
  const said = [
    standing === 'coming' && from !== null ? `${moment(from, now)} 到` : '',
    fate,
    answeredFor && fate === '' ? '电话里说的' : '',
    phonedAt !== null && standing === 'silent' ? `打过 ${phoned} 次，${moment(phonedAt, now)} 没接` : '',
  ];
  return said.filter(Boolean).join(' · ');
}

export const personRow =
  (now: number) =>
  (person: CalledPerson): PersonRow => ({
    id: person.accountId,
    name: person.name || '已注销的人',
    phone: person.phone,
    note: noteOf(person, now),
    out: person.standing === 'coming',
    unanswered: person.standing === 'silent' || person.standing === 'cannot',
  });
