import type { Instant } from '#domain/time';
import { ROLE_AFTER_HANDOVER } from '#domain/teams/membership';
import { _, remove, update } from '../core/database';
import { findWith, one, only } from '../core/loading';
import { settling } from '../core/settling';
import type { Work } from '../core/sweep';
import { queueMessages } from '../messages/outbox';
import type { MembershipDocument } from './documents';
import { membershipChanged } from './messages';
import { officersOf } from './people';
import { roleFields } from './seats';

const BATCH = 50;

/**
 * The team says who leads it; roles follow. Whoever becomes the leader has the role before the team says so, and is
 * looked at once nobody can be in the middle of it any more: what a call that died has left is finished where the team
 * says the same, and taken back where it does not.
 */
export const settleLeaders = settling({
  collection: 'memberships',
  since: 'leading.at',
  size: BATCH,
  load: leadingSince,
  settle,
});

function leadingSince(before: Date) {
  return findWith(
    'memberships',
    [{ match: { 'leading.at': _.lte(before) } }, { sort: { 'leading.at': 1 } }],
    BATCH,
    ({ teamId }) => ({ team: only(one('teams', teamId), ['name', 'leaderId', 'formerLeaders']) }),
  );
}
type Leading = Awaited<ReturnType<typeof leadingSince>>[number];

function asRead({ _id, leading }: Pick<MembershipDocument, '_id' | 'leading'>) {
  return { _id, 'leading.at': leading?.at ?? _.exists(true) };
}
const settled = { leading: _.remove() };

function settle(membership: Leading, { now }: Work): Promise<unknown> {
  const { accountId, state, team } = membership;
  if (team?.leaderId !== accountId) return takeBack(membership);
  return state === 'active' ? finish(membership, team, now) : giveBack(membership);
}

/** One leader and no other; who handed over is told, and who took over. */
async function finish(
  { teamId, accountId, leading, ...membership }: Leading,
  team: { readonly _id: string; readonly name: string },
  now: Instant,
): Promise<void> {
  for (const other of await officersOf(teamId)) {
    if (other.role !== 'leader' || other._id === membership._id) continue;
    const down = { ...roleFields(other, ROLE_AFTER_HANDOVER), ...settled };
    await update('memberships', { _id: other._id, role: 'leader' }, down);
  }
  if (leading?.from) await queueMessages(handedOver(team, leading.from, accountId, leading.cause ?? '', now));
  await update('memberships', asRead({ _id: membership._id, leading }), settled);
}

/** What both are told of a hand-over. */
export const handedOver = (
  team: { readonly _id: string; readonly name: string },
  from: string,
  to: string,
  cause: string,
  now: Instant,
) => [
  membershipChanged(team, to, '已任队长', '这支队伍交给您了', cause, now),
  membershipChanged(team, from, '已交接', '您现在是副队长', cause, now),
];

/** The team is led by somebody else, or there is none. Whoever has led it and handed it over stays in it. */
async function takeBack(membership: Leading): Promise<void> {
  const { leading, state, accountId, team } = membership;
  const hasLed = team?.formerLeaders.some((former) => former.accountId === accountId) === true;
  const before = leading?.before ?? (hasLed ? ROLE_AFTER_HANDOVER : null);
  if (before) {
    const role = state === 'active' ? roleFields(membership, before) : {};
    await update('memberships', asRead(membership), { ...role, ...settled });
  } else await remove('memberships', asRead(membership));
}

/** Given up at the moment at which the team was handed to them: it stays with who handed it over. */
async function giveBack({ teamId, accountId, leading, ...membership }: Leading): Promise<void> {
  const from = (await officersOf(teamId)).find((officer) => officer.accountId === leading?.from);
  if (from) {
    await update('teams', { _id: teamId, leaderId: accountId }, { leaderId: from.accountId });
    await update('memberships', { _id: from._id, state: 'active' }, roleFields(from, 'leader'));
  }
  await update('memberships', asRead({ _id: membership._id, leading }), settled);
}
