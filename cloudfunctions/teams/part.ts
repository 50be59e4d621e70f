import type { Instant } from '#domain/time';
import { QUIET } from '../core/clock';
import { _, aggregate, find, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import { send } from '../messages/outbox';
import type { MembershipDocument, TeamDocument } from './documents';
import { membershipChanged } from './messages';
import { noLongerThere } from './seats';

const TEAMS = 50;
const BATCH = 500;
/** A run that leaves some is followed by the next. */
const BATCHES = 10;

/**
 * Whoever is in a dissolved team, or has asked to be, is so no longer: seats are free again. Of thousands each
 * carries the message that tells it until a job has put that out.
 */
export async function part(teamId: string, reason: string, now: Instant): Promise<void> {
  const there = { teamId, state: _.in(['active', 'applied']) };
  const at = new Date(now);
  await update('memberships', there, { state: 'left', since: at, tellAt: at, reason, ...noLongerThere() });
}

/** Once more for those who came in while their team was being dissolved, or where the call that did so died. */
export async function partLate(now: Instant): Promise<void> {
  const settled = new Date(now - QUIET);
  const teams = await find('teams', { partingAt: _.lte(settled) }, { limit: TEAMS });
  for (const { _id, reason } of teams) await part(_id, reason, now);
  const ids = teams.map(({ _id }) => _id);
  if (ids.length > 0) await update('teams', { _id: _.in(ids) }, { partingAt: _.remove() });
}

type Parted = MembershipDocument & { team: TeamDocument[] };

/** Puts out the messages that a team was dissolved; their ids keep a run broken off from telling twice. */
export async function tellParted(now: Instant): Promise<number> {
  let told = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const parted = await aggregate<Parted>(
      'memberships',
      [{ match: { tellAt: _.lte(new Date(now)) } }],
      BATCH,
      [
        { project: { teamId: 1, accountId: 1, reason: 1 } },
        ...stagesOf('team', via('teams', '_id', 'teamId')),
        { project: { accountId: 1, reason: 1, 'team._id': 1, 'team.name': 1 } },
      ],
    );
    const messages = parted.flatMap(({ accountId, reason = '', team: [team] }) =>
      team ? [membershipChanged(team, accountId, '已解散', reason, 'dissolved', now)] : [],
    );
    await send(messages);
    const ids = parted.map(({ _id }) => _id);
    if (ids.length > 0) await update('memberships', { _id: _.in(ids) }, { tellAt: _.remove() });
    told += messages.length;
    if (parted.length < BATCH) break;
  }
  return told;
}
