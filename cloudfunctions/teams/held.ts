import type { HeldTeam, SuspendedTeam } from '#domain/teams/views';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, find } from '../core/database';
import { findWith, one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import type { TeamDocument } from './documents';

const HELD_AT_MOST = 50;
const SUSPENDED_AT_MOST = 100;

/** What waits for staff where the caller serves, longest waiting first; and what they have suspended there. */
export const heldTeams = useCase('teams.held', {
  ask: () => ({}),

  async run({ caller }) {
    const [waiting, suspended] = await Promise.all([
      waitingTeams(caller.duties),
      find('teams', { suspendedIn: _.in(caller.duties) }, { limit: SUSPENDED_AT_MOST }),
    ]);
    return {
      held: waiting.map(toHeldTeam),
      suspended: suspended.map(toSuspendedTeam).sort((a, b) => b.since - a.since),
    };
  },
});

const CONTACT = ['name', 'phone'] as const;

const waitingTeams = (duties: readonly string[]) =>
  findWith(
    'teams',
    [{ match: { heldFor: _.in(duties) } }, { sort: { heldSince: 1, _id: 1 } }],
    HELD_AT_MOST,
    ({ leaderId, founderId }) => ({
      leader: only(one('accounts', leaderId), CONTACT),
      founder: only(one('accounts', founderId), CONTACT),
    }),
  );
type WaitingTeam = Awaited<ReturnType<typeof waitingTeams>>[number];

function toHeldTeam(team: WaitingTeam): HeldTeam {
  const { name, about, joining, phone } = team.change ?? team;
  // Whoever answers for it: its leader, or its founder while it has none.
  const contact = team.leaderId === '' ? team.founder : team.leader;
  return {
    id: team._id,
    kind: team.change ? 'change' : 'team',
    name,
    about,
    joining,
    phone,
    before: team.change && team.change.name !== team.name ? team.name : '',
    category: team.category,
    station: { id: team.stationId, name: team.stationName },
    contact: { name: contact?.name ?? '', phone: contact?.phone ?? '' },
    submittedAt: heldAt(team),
  };
}

/** Since when that which is to be judged has stood as it stands. */
export const heldAt = ({ heldSince, since }: TeamDocument): Instant => ms(heldSince ?? since);

const toSuspendedTeam = ({ _id, name, category, reason, since }: TeamDocument): SuspendedTeam => ({
  id: _id,
  name,
  category,
  reason,
  since: ms(since),
});
