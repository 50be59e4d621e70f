import type { Instant } from '#domain/time';
import { QUIET } from '../core/clock';
import { _, find, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest, findWith, one, only } from '../core/loading';
import { inSlices, type Sweep } from '../core/sweep';
import { queueWhatIsDue } from '../messages/telling';
import { membershipChanged } from './messages';
import { endedFields } from './seats';

const TEAMS = 50;
const BATCH = 500;

/**
 * Whoever is in a dissolved team, or has asked to be, is so no longer: seats are free again. Of thousands each
 * carries the message that tells it until a sweep has put that out.
 */
export async function endMemberships(teamId: string, reason: string, now: Instant): Promise<void> {
  const there = { teamId, state: _.in(['active', 'applied']) };
  const at = new Date(now);
  await update('memberships', there, { state: 'left', since: at, tellAt: at, reason, ...endedFields(at) });
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
          await endMemberships(_id, reason, work.now);
          await update('teams', { _id, ...settled }, { partingAt: _.remove() });
        },
        () => update('teams', { _id, ...settled }, { partingAt: later(work.now) }),
      ),
    );
  },
};

/** Puts out the messages that a team was dissolved. */
export const tellParted: Sweep = {
  on: earliest('memberships', 'tellAt'),

  slices: (work) =>
    queueWhatIsDue(work, {
      collection: 'memberships',
      size: BATCH,
      load: () => partedBy(work.now),
      messagesFor: ({ accountId, reason = '', team }) =>
        team ? [membershipChanged(team, accountId, '已解散', reason, 'dissolved', work.now)] : [],
    }),
};

const partedBy = (now: Instant) =>
  findWith(
    'memberships',
    [{ match: { tellAt: _.lte(new Date(now)) } }],
    BATCH,
    ({ teamId }) => ({ team: only(one('teams', teamId), ['_id', 'name']) }),
    ['_id', 'teamId', 'accountId', 'reason'],
  );
