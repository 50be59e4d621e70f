import { teamMembersIdOf, teamMonthIdOf } from '#domain/ids';
import { keyIn } from '#domain/unique';
import { countedChange } from '../../../cloudfunctions/teams/count';
import type { TallySum } from '../../../cloudfunctions/documents';
import { each, isSomebody, type Invariant, type Kept } from './kept';

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

/** What a sum comes to with what is being added to it, and with this, which is not counted yet. */
const summed = (kept: Kept, key: string, sum: TallySum, fresh: number): number => {
  const tally = kept.get('tallies', key);
  const taking = tally?.taking?.adds.filter((add) => add.sum === sum) ?? [];
  return (tally?.sums[sum] ?? 0) + fresh + taking.reduce((all, { n }) => all + n, 0);
};

/** Sums that are kept are those of a recount, whatever is not counted yet. */
const sums: Invariant = (kept) => {
  const lines = kept
    .all('hours')
    .map((line) => ({ ...line, key: teamMonthIdOf(line.teamId, line.day.slice(0, 7)) }));
  const months = each([...new Set(lines.map(({ key }) => key))], (key) => {
    const own = lines.filter((line) => line.key === key);
    const fresh = own
      .filter(({ counts }) => counts?.in.includes(key))
      .flatMap(({ counts }) => counts?.adds.filter(({ to, sum }) => to === key && sum === 'minutes') ?? []);
    const counted = summed(
      kept,
      key,
      'minutes',
      fresh.reduce((all, { n }) => all + n, 0),
    );
    const all = own.reduce((sum, { minutes }) => sum + minutes, 0);
    return counted !== all && `${key}: ${counted} minutes instead of ${all}`;
  });
  const members = each(kept.all('teams'), ({ _id }) => {
    const own = kept.all('memberships').filter(({ teamId }) => teamId === _id);
    const fresh = own.filter(({ countAt }) => countAt !== undefined).map(countedChange);
    const counted = summed(
      kept,
      teamMembersIdOf(_id),
      'members',
      fresh.reduce((all, n) => all + n, 0),
    );
    const all = own.filter(({ memberOf }) => memberOf !== undefined).length;
    return counted !== all && `${_id}: ${counted} members instead of ${all}`;
  });
  return [...months, ...members];
};

export const teams = { leaders, lists, memberships, sums };
