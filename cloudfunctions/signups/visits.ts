import { refuseIf } from '#domain/errors';
import { goingRefusal, isVisitOpen } from '#domain/visits/visit';
import type { HomeVisit } from '#domain/visits/views';
import { ms } from '../core/clock';
import { following, many, needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import { visitOf } from './views';

const SLOT = ['_id', 'kind', 'name', 'start', 'end', 'home', 'liveUntil'] as const;
const SIGNUP = ['_id', 'slotId', 'accountId', 'bookedBy', 'state', 'party', 'visit'] as const;

/** Homes to go to are read afresh each time and stay on no phone. */
export const homeVisits = useCase('signups.visits', {
  ask: ({ activityId }) =>
    following(
      following(
        {
          activity: needed(only(one('activities', activityId), ['teamId', 'title'])),
          slots: only(many('slots', 'activityId', activityId), SLOT),
        },
        ({ slots }) => ({ signups: only(many('signups', 'slotId', slots._id), SIGNUP) }),
      ),
      ({ signups }) => ({
        people: only(many('accounts', '_id', [signups.accountId, signups.bookedBy]), [
          '_id',
          'name',
          'phone',
        ]),
      }),
    ),

  run({ loaded: { activity, slots, signups, people }, caller, now }) {
    const places = slots.flatMap((slot) =>
      signups
        .filter(({ slotId }) => slotId === slot._id)
        .map((signup) => ({ ...signup, kind: slot.kind, slot })),
    );
    refuseIf(goingRefusal(caller.leads.includes(activity.teamId), places, caller.accountId));
    const phoneOf = (id: string | undefined) => people.find(({ _id }) => _id === id)?.phone ?? '';
    const visits = places
      .filter(
        ({ slot, state }) => slot.home && isVisitOpen(state, slot.liveUntil ? ms(slot.liveUntil) : null, now),
      )
      .map((place): HomeVisit => ({
        signupId: place._id,
        slotName: place.slot.name,
        start: ms(place.slot.start),
        end: ms(place.slot.end),
        name: people.find(({ _id }) => _id === place.accountId)?.name ?? '',
        party: place.party,
        visit: visitOf(place),
        phone: phoneOf(place.accountId) || phoneOf(place.bookedBy),
      }))
      .sort((a, b) => (a.visit?.at ?? a.start) - (b.visit?.at ?? b.start));
    return Promise.resolve({ title: activity.title, visits, now });
  },
});
