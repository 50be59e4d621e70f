import { Refused } from '#domain/errors';
import type { Settings } from '#domain/settings';
import { roles, type Role } from '#domain/teams/membership';
import { dayOf } from '#domain/time';
import { audit } from '../core/audit';
import { ms } from '../core/clock';
import { spreadsheet, type ColumnOf } from '../core/spreadsheet';
import { useCase } from '../core/use-case';
import type { AccountDocument } from '../documents';
import type { MembershipDocument } from './documents';
import { membersQuestion } from './members';
import { givenByPerson, type Given } from './record';
import { personOf } from './views';

const roleNames: Readonly<Record<Role, string>> = { leader: '队长', deputy: '副队长', member: '队员' };

interface Row {
  readonly membership: MembershipDocument;
  readonly person: ReturnType<typeof personOf>;
  readonly given: Given;
}

/** Names and numbers leave the system with it, so it is written down before it is made. */
export const roster = useCase('teams.roster', {
  ask: ({ teamId }) => membersQuestion(teamId),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ loaded, settings, me, nonce, now }) {
    const [team] = loaded.team;
    if (!team) throw new Refused('NOT_FOUND');
    const at = new Date(now);
    await audit(me, nonce, { at, action: 'teams.roster', subject: team._id, before: null, after: { members: loaded.members.length }, reason: '' }); // prettier-ignore
    const rows = rowsOf(loaded.members, loaded.people, await givenByPerson(team._id));
    const content = await spreadsheet('队员名册', columnsFor(settings), rows);
    return { name: `${team.name}队员名册${dayOf(now)}.xlsx`, content };
  },
});

const NOTHING: Given = { times: 0, minutes: 0 };

const rowsOf = (
  members: readonly MembershipDocument[],
  people: readonly AccountDocument[],
  given: ReadonlyMap<string, Given>,
): Row[] =>
  members
    .map((membership) => ({
      membership,
      person: personOf(membership.accountId, people),
      given: given.get(membership.accountId) ?? NOTHING,
    }))
    .sort((a, b) => rank(a) - rank(b) || ms(a.membership.since) - ms(b.membership.since));

const rank = ({ membership }: Row): number => roles.indexOf(membership.role);

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
