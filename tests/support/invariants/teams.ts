import { keyIn } from '#domain/unique';
import { each, isSomebody, type Invariant } from './kept';

/** A team that acts has one leader, whom it names; no other has any. */
const leaders: Invariant = (kept) =>
  each(kept.all('teams'), ({ _id, state, leaderId }) => {
    const leading = kept
      .all('memberships')
      .filter((m) => m.teamId === _id && m.state === 'active' && m.role === 'leader')
      .map((m) => m.accountId);
    if (state === 'active' || state === 'suspended')
      return (
        (leading.length !== 1 || leading[0] !== leaderId || !isSomebody(kept, leaderId)) &&
        `${_id}: led by ${leading.join(' and ') || 'nobody'}`
      );
    // Seated before it is opened, by a try that whoever judges it takes up.
    return state !== 'submitted' && leading.length > 0 && `${_id}: ${state}, and led`;
  });

/** I13: what waits stands on the list of somebody. */
const lists: Invariant = (kept) => [
  ...each(kept.all('teams'), ({ _id, state, change, heldFor }) => {
    const waits = state === 'submitted' || (change !== undefined && state !== 'dissolved');
    return waits !== (heldFor !== undefined && heldFor.length > 0) && `${_id}: ${state}, on no list`;
  }),
  ...each(
    kept.all('activities'),
    ({ _id, state, heldFor }) =>
      (state === 'submitted') !== (heldFor !== undefined) && `${_id}: ${state}, on no list`,
  ),
  ...each(
    kept.all('cases'),
    ({ _id, state, openFor }) =>
      (state === 'open') !== (openFor !== undefined) && `${_id}: ${state}, on no list`,
  ),
];

/** A membership is of somebody and of a team; an active one alone has a seat, and stands in the list. */
const memberships: Invariant = (kept) =>
  each(kept.all('memberships'), ({ _id, accountId, teamId, state, seat, memberOf, askedOf }) => {
    const active = state === 'active';
    if (!kept.get('teams', teamId)) return `${_id}: of no team`;
    if (active !== (keyIn(seat) !== null) || active !== (memberOf === teamId))
      return `${_id}: ${state}, seated`;
    if ((state === 'applied') !== (askedOf === teamId)) return `${_id}: ${state}, asked`;
    return (active || state === 'applied') && !isSomebody(kept, accountId) && `${_id}: ${state}, of nobody`;
  });

export const teams = { leaders, lists, memberships };
