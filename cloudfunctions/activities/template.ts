import { phaseOf } from '#domain/activities/lifecycle';
import { fixedAs } from '#domain/activities/off';
import type { ActivityForm, FormSlot } from '#domain/activities/views';
import { defined } from '#domain/defined';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { following, many, needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import type { ActivityDocument, SlotDocument, StationDocument } from '../documents';
import { spanOfActivity } from './draft';
import { offable } from './off';
import { SLOT_SECRETS } from './views';

/** What stands in the form: of a draft as it was left, of any other as it is. */
export const activityForm = useCase('activities.template', {
  ask: ({ activityId }) => ({
    ...following({ activity: needed(one('activities', activityId)) }, ({ activity }) => ({
      station: one('stations', activity.draft.venue.stationId),
    })),
    slots: many('slots', 'activityId', activityId, SLOT_SECRETS),
  }),
  subject: ({ activity }) => ({ teamId: activity.teamId }),

  run({ loaded, now }) {
    const { activity } = loaded;
    const { _id, teamId, state, revision } = activity;
    return Promise.resolve({
      activityId: _id,
      teamId,
      state,
      revision,
      phase: phaseOf(spanOfActivity(activity), now),
      refuseReason: activity.refuseReason ?? '',
      ...(activity.draft === undefined
        ? kept(activity, loaded.slots, now)
        : drafted(activity.draft, loaded.station)),
    });
  },
});

type Form = Pick<ActivityForm, 'form' | 'venue' | 'slots'>;

function drafted(
  { venue, slots, ...form }: NonNullable<ActivityDocument['draft']>,
  station: StationDocument | undefined,
): Form {
  return {
    form,
    venue: venueOf(venue, station),
    slots: slots.map((s) => ({ ...s, slotId: null, taken: 0, fixed: null })),
  };
}

/** A station that has gone since has to be chosen anew. */
function venueOf(
  venue: NonNullable<ActivityDocument['draft']>['venue'],
  station: StationDocument | undefined,
): Form['venue'] {
  if (venue === null) return null;
  if ('name' in venue) return { ...venue, stationId: null };
  if (!station) return null;
  return { stationId: station._id, name: station.name, address: station.address, place: station.place };
}

function kept(activity: ActivityDocument, slots: readonly SlotDocument[], now: Instant): Form {
  const { title, category, summary, audience, bring, risks, contactPhone } = activity;
  const { minimumAge, skills, skillsNeeded = false, dangerous, insurance } = activity;
  const { mode, signupFrom, signupUntil } = activity;
  return {
    form: defined({
      title,
      category,
      summary,
      audience,
      bring,
      risks,
      contactPhone,
      minimumAge,
      skills,
      skillsNeeded,
      dangerous,
      insurance,
      mode,
      signupFrom: signupFrom && ms(signupFrom),
      signupUntil: signupUntil && ms(signupUntil),
    }),
    venue: activity.venue,
    slots: slots
      .map(({ _id, kind, name, start, end, capacity, taken, home }): FormSlot => ({
        slotId: _id,
        kind,
        name,
        capacity,
        taken,
        home,
        start: ms(start),
        end: ms(end),
        fixed: fixedAs(offable({ _id, kind, name, start, end }, activity), now),
      }))
      .sort((a, b) => a.start - b.start || ((a.slotId ?? '') < (b.slotId ?? '') ? -1 : 1)),
  };
}
