import type { Instant } from '#domain/time';
import { QUIET } from '../core/clock';
import { _, aggregate, find, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import { inSlices, type Sweep } from '../core/sweep';
import { tellAll } from '../messages/telling';
import type { MembershipDocument, TeamDocument } from './documents';
import { membershipChanged } from './messages';
import { noLongerThere } from './seats';

const TEAMS = 50;
const BATCH = 500;

/**
 * Whoever is in a dissolved team, or has asked to be, is so no longer: seats are free again. Of thousands each
 * carries the message that tells it until a sweep has put that out.
 */
export async function part(teamId: string, reason: string, now: Instant): Promise<void> {
  const there = { teamId, state: _.in(['active', 'applied']) };
  const at = new Date(now);
  await update('memberships', there, { state: 'left', since: at, tellAt: at, reason, ...noLongerThere() });
}

/** Once more for those who came in while their team was being dissolved, or where the call that did so died. */
export const partTeams: Sweep = {
  on: earliest('teams', 'partingAt'),
  after: () => QUIET,

  slices: (work) => {
    const settled = { partingAt: _.lte(new Date(work.now - QUIET)) };
    const load = () => find('teams', settled, { limit: TEAMS });
    return inSlices(TEAMS, load, ({ _id, reason }) =>
      work.done(
        async () => {
          await part(_id, reason, work.now);
          await update('teams', { _id, ...settled }, { partingAt: _.remove() });
        },
        () => update('teams', { _id, ...settled }, { partingAt: later(work.now) }),
      ),
    );
  },
};

type Parted = Pick<MembershipDocument, '_id' | 'accountId' | 'reason'> & {
  team: Pick<TeamDocument, '_id' | 'name'>[];
};

/** Puts out the messages that a team was dissolved. */
export const tellParted: Sweep = {
  on: earliest('memberships', 'tellAt'),

  slices: (work) =>
    tellAll(work, {
      collection: 'memberships',
      size: BATCH,
      load: () => partedBy(work.now),
      messagesFor: ({ accountId, reason = '', team: [team] }) =>
        team ? [membershipChanged(team, accountId, '已解散', reason, 'dissolved', work.now)] : [],
    }),
};

const partedBy = (now: Instant): Promise<Parted[]> =>
  aggregate<Parted>('memberships', [{ match: { tellAt: _.lte(new Date(now)) } }], BATCH, [
    { project: { teamId: 1, accountId: 1, reason: 1 } },
    ...stagesOf('team', via('teams', '_id', 'teamId')),
    { project: { accountId: 1, reason: 1, 'team._id': 1, 'team.name': 1 } },
  ]);
