import type { Settings } from '#domain/settings';
import type { Role } from '#domain/teams/membership';
import { dayOf } from '#domain/time';
import { ms } from '../core/clock';
import { spreadsheet, type ColumnOf } from '../core/spreadsheet';
import { needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { membersOf, personOf, type ListedMember } from './people';
import { givenByPerson, type Given } from './record';

const roleNames: Readonly<Record<Role, string>> = { leader: '队长', deputy: '副队长', member: '队员' };

interface Row {
  readonly membership: ListedMember;
  readonly person: ReturnType<typeof personOf>;
  readonly given: Given;
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

const NOTHING: Given = { times: 0, minutes: 0 };

async function rowsOf(teamId: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const after = rows[rows.length - 1]?.membership.order;
    const page = await membersOf(teamId, { after, limit: PAGE });
    const given = await givenByPerson(
      teamId,
      page.map((m) => m.accountId),
    );
    for (const membership of page) {
      const { accountId } = membership;
      rows.push({ membership, person: personOf(membership), given: given.get(accountId) ?? NOTHING });
    }
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
  { title: '服务次数', width: 10, value: ({ given }) => given.times },
  { title: '服务时长（小时）', width: 16, value: ({ given }) => Math.round(given.minutes / 6) / 10 },
];

const namesOf = (ids: readonly string[], choices: Settings['skills']): string =>
  ids.flatMap((id) => choices.find((c) => c.id === id)?.name ?? []).join('、');
