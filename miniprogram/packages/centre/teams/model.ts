import { spokenName } from '../../../domain/stations/rules';
import type { HeldTeam, SuspendedTeam } from '../../../domain/teams/views';
import type { Instant } from '../../../domain/time';
import { date } from '../../../services/format';
import { choiceName } from '../../../services/session';
import { ageOf, type Age } from '../age';

export interface HeldRow extends Age {
  readonly id: string;
  readonly change: boolean;
  readonly name: string;
  readonly before: string;
  readonly category: string;
  readonly station: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly contact: string;
  readonly contactPhone: string;
  readonly submittedAt: Instant;
}

export function heldRow(team: HeldTeam, now: Instant): HeldRow {
  return {
    id: team.id,
    change: team.kind === 'change',
    name: team.name,
    before: team.before,
    category: choiceName('teamCategories', team.category),
    station: spokenName(team.station.name),
    facts: [
      { name: '做什么', text: team.about },
      { name: '谁可以加入', text: team.joining },
      { name: '公开的电话', text: team.phone },
    ].filter(({ text }) => text !== ''),
    contact: team.contact.name,
    contactPhone: team.contact.phone,
    ...ageOf(team.submittedAt, now),
    submittedAt: team.submittedAt,
  };
}

export interface SuspendedRow {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly why: string;
}

export const suspendedRow = ({ id, name, category, reason, since }: SuspendedTeam): SuspendedRow => ({
  id,
  name,
  category: choiceName('teamCategories', category),
  why: `${date(since)}暂停：${reason}`,
});
