import type { HeldTeam, SuspendedTeam } from '#domain/teams/views';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, aggregate, find } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { AccountDocument } from '../documents';
import type { TeamDocument } from './documents';
import { PERSON_SECRETS } from './views';

const HELD_AT_MOST = 50;
const SUSPENDED_AT_MOST = 100;

/** Whoever answers for it: its leader, or its founder while it has none. */
type WithContact = TeamDocument & { contact: AccountDocument[] };
const contactId = { $cond: [{ $eq: ['$leaderId', ''] }, '$founderId', '$leaderId'] };

/** What waits for staff where the caller serves, longest waiting first; and what they have suspended there. */
export const held = useCase('teams.held', {
  ask: () => ({}),

  async run({ caller }) {
    const [waiting, suspended] = await Promise.all([
      aggregate<WithContact>(
        'teams',
        [{ match: { heldFor: _.in(caller.duties) } }, { sort: { heldSince: 1, _id: 1 } }],
        HELD_AT_MOST,
        [
          { addFields: { contactId } },
          ...stagesOf('contact', via('accounts', '_id', 'contactId', [...PERSON_SECRETS, 'volunteer'])),
        ],
      ),
      find('teams', { suspendedIn: _.in(caller.duties) }, { limit: SUSPENDED_AT_MOST }),
    ]);
    return {
      held: waiting.map(heldTeam),
      suspended: suspended.map(suspendedTeam).sort((a, b) => b.since - a.since),
    };
  },
});

function heldTeam(team: WithContact): HeldTeam {
  const { name, about, joining, phone } = team.change ?? team;
  const [contact] = team.contact;
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

const suspendedTeam = ({ _id, name, category, reason, since }: TeamDocument): SuspendedTeam => ({
  id: _id,
  name,
  category,
  reason,
  since: ms(since),
});
