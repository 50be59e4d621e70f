import { asHeldIn } from '../../../cloudfunctions/activities/off';
import type { SignupDocument, SlotDocument } from '../../../cloudfunctions/documents';
import { each, isSomebody, type Invariant, type Kept } from './kept';

const signupsOf = (kept: Kept, { _id }: SlotDocument): readonly SignupDocument[] =>
  kept.all('signups').filter(({ slotId }) => slotId === _id);

/** I1: never more people than places, and the count is that of the roster. */
const capacity: Invariant = (kept) =>
  each(kept.all('slots'), ({ _id, taken, capacity: places, roster }) => {
    const people = Object.values(roster).reduce((sum, { party }) => sum + party, 0);
    return (taken !== people || taken > places) && `${_id}: ${taken} taken, ${people} held of ${places}`;
  });

/** A place is held by somebody, and each has its record; a record has its place. */
const rosters: Invariant = (kept) =>
  kept.all('slots').flatMap((slot) => {
    const signups = signupsOf(kept, slot);
    const held = each(Object.entries(slot.roster), ([accountId, { party }]) => {
      const signup = signups.find((one) => one.accountId === accountId);
      if (!isSomebody(kept, accountId) && kept.now < slot.end.getTime()) return `${slot._id}: held by nobody`;
      if (signup?.state !== 'confirmed')
        return `${slot._id}: a place without a sign-up, ${signup?.state ?? '-'}`;
      return signup.party !== party && `${slot._id}: ${signup.party} signed up, ${party} held`;
    });
    const lost = each(
      signups,
      ({ accountId, state }) =>
        state === 'confirmed' &&
        slot.roster[accountId] === undefined &&
        `${slot._id}: a sign-up without a place`,
    );
    return [...held, ...lost];
  });

/** I1: nobody waits while there is room for them. */
const lines: Invariant = (kept) =>
  each(kept.all('slots'), (slot) => {
    const activity = kept.get('activities', slot.activityId);
    if (!activity || kept.now >= slot.start.getTime()) return false;
    if (asHeldIn(activity, slot._id).state !== 'published') return false;
    const [first] = signupsOf(kept, slot)
      .filter(({ state }) => state === 'waiting')
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    return (
      first && first.party <= slot.capacity - slot.taken && `${slot._id}: somebody waits beside a free place`
    );
  });

/** What a sign-up has follows from its state. */
const states: Invariant = (kept) =>
  each(kept.all('signups'), (signup) => {
    const { _id, state, accountId, slotId, liveFor, waitingFor } = signup;
    const slot = kept.get('slots', slotId);
    if (!slot) return `${_id}: of no slot`;
    if ((state === 'waiting') !== (waitingFor === slotId))
      return `${_id}: ${state}, waits for ${waitingFor ?? '-'}`;
    if (state === 'cancelled') return liveFor !== undefined && `${_id}: cancelled, and live`;
    if (kept.now >= slot.start.getTime()) return false;
    return (!liveFor?.includes(accountId) || !isSomebody(kept, accountId)) && `${_id}: in nobody's list`;
  });

/** What follows from the marks of an attendance is of somebody who was there. */
const attendances: Invariant = (kept) =>
  each(kept.all('attendances'), ({ _id, slotId, flags, marks, undone, pairs, openSince, accountId }) => {
    const slot = kept.get('slots', slotId);
    if (!slot) return `${_id}: of no slot`;
    const there = pairs.length > 0 || openSince !== undefined;
    const standing = marks.filter(({ id }) => !undone.some((one) => one.id === id));
    if (there && standing.length === 0 && kept.get('activities', slot.activityId)?.mode !== 'auto')
      return `${_id}: there without a mark`;
    return (
      flags.includes('UNPLACED') && slot.roster[accountId] !== undefined && `${_id}: UNPLACED with a place`
    );
  });

export const places = { capacity, rosters, lines, states, attendances };
