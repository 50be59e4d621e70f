import type { Settings } from '#domain/settings';
import type { Role } from '#domain/teams/membership';
import { dayOf } from '#domain/time';
import { ms } from '../core/clock';
import { spreadsheet, type ColumnOf } from '../core/spreadsheet';
import { needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { membersWithGiven, personOf } from './people';

const roleNames: Readonly<Record<Role, string>> = { leader: '队长', deputy: '副队长', member: '队员' };

type Listed = Awaited<ReturnType<typeof membersWithGiven>>[number];

interface Row {
  readonly membership: Listed;
  readonly person: ReturnType<typeof personOf>;
}

/** What is read of a team at once: one answer of the database holds it. */
const PAGE = 5000;

/** Names and numbers leave the system with it, so it is written down before it is made. */
export const teamRoster = useCase('teams.roster', {
  ask: ({ teamId }) => ({ team: needed(one('teams', teamId)) }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ loaded: { team }, settings, now, audit }) {
    const rows = await rowsOf(team._id);
    await audit({ subject: team._id, after: { members: rows.length } });
    const content = await spreadsheet('队员名册', columnsFor(settings), rows);
    return { name: `${team.name}队员名册${dayOf(now)}.xlsx`, content };
  },
});

async function rowsOf(teamId: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const after = rows[rows.length - 1]?.membership.order;
    const page = await membersWithGiven(teamId, { after, limit: PAGE });
    for (const membership of page) rows.push({ membership, person: personOf(membership) });
    if (page.length < PAGE) return rows;
  }
}

const columnsFor = ({ skills }: Settings): ColumnOf<Row>[] => [
  { title: '姓名', width: 12, value: ({ person }) => person.name },
  { title: '志愿者编号', width: 18, value: ({ person }) => person.number },
  { title: '联系电话', width: 16, value: ({ person }) => person.phone },
  { title: '职务', width: 10, value: ({ membership }) => roleNames[membership.role] },
  { title: '特长', width: 24, value: ({ person }) => namesOf(person.skills, skills) },
  { title: '入队日期', width: 14, value: ({ membership }) => dayOf(ms(membership.since)) },
  { title: '服务次数', width: 10, value: ({ membership: { given } }) => given.times },
  {
    title: '服务时长（小时）',
    width: 16,
    value: ({ membership: { given } }) => Math.round(given.minutes / 6) / 10,
  },
];

const namesOf = (ids: readonly string[], choices: Settings['skills']): string =>
  ids.flatMap((id) => choices.find((c) => c.id === id)?.name ?? []).join('、');
