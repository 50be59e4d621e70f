import { instantOf, intervalOf } from '../../../domain/activities/times';
import { turnMinutes } from '../../../domain/activities/schemas';
import type { Input } from '../../../domain/contract';
import { type Draft, type DraftMoment, type DraftSlot, type DraftVenue } from './draft';

/** The form as each call wants it. May still be wrong: the schemas judge. */

type Posted = Input<'activities.post'>;
type Slot = Posted['slots'][number];

/** What the schema refuses as no instant. */
const NONE = 0;

/** Of one that stands already no turns are made any more. */
const turnsOf = ({ kind, slotId, each }: DraftSlot) => {
  const minutes = turnMinutes.find((known) => known === each);
  return kind === 'service' && slotId === '' && minutes !== undefined ? { each: minutes } : {};
};

const slotOf = ({ kind, name, capacity, home, ...times }: DraftSlot): Slot => ({
  kind,
  name,
  capacity,
  ...(home && kind === 'service' ? { home } : {}),
  ...(intervalOf(times) ?? { start: NONE, end: NONE }),
});

const instant = (moment: DraftMoment): number => instantOf(moment.day, moment.time) ?? NONE;

function termsOf({
  minimumAge,
  skills,
  dangerous,
  insurance,
  mode,
  signupFrom,
  signupUntil,
  ...draft
}: Draft) {
  return {
    minimumAge,
    skills: [...skills],
    skillsNeeded: draft.skillsNeeded,
    dangerous,
    // Without danger nothing is asked about it, and what was typed before is not told.
    insurance: dangerous ? insurance : '',
    ...(mode === '' ? {} : { mode }),
    ...(signupFrom === null ? {} : { signupFrom: instant(signupFrom) }),
    ...(signupUntil === null ? {} : { signupUntil: instant(signupUntil) }),
  };
}

function factsOf(draft: Draft): Omit<Posted, 'teamId' | 'slots'> {
  const { title, category, summary, audience, bring, risks, contactPhone } = draft;
  return {
    title,
    category,
    summary,
    audience,
    bring,
    risks,
    contactPhone,
    ...termsOf(draft),
    venue: venueOf(draft.venue),
  };
}

function venueOf(venue: DraftVenue | null): Posted['venue'] {
  if (venue === null) return { stationId: '' };
  if (venue.stationId !== null) return { stationId: venue.stationId };
  return { name: venue.name, address: venue.address, place: venue.place };
}

export const inputOf = (draft: Draft): Posted => ({
  teamId: draft.teamId,
  ...factsOf(draft),
  slots: draft.slots.map((slot) => ({ ...slotOf(slot), ...turnsOf(slot) })),
});

export const postInputOf = (draft: Draft): Posted => ({ ...inputOf(draft), repeat: draft.repeat });

export const submitInputOf = (draft: Draft): Input<'activities.submit'> => ({
  ...inputOf(draft),
  activityId: draft.activityId,
});

export const changeInputOf = (draft: Draft): Input<'activities.change'> => ({
  ...factsOf(draft),
  activityId: draft.activityId,
  revision: draft.revision,
  slots: draft.slots.map((slot) => ({
    ...slotOf(slot),
    ...(slot.slotId === '' ? {} : { slotId: slot.slotId }),
  })),
});

/** What can be kept of it as it stands: whatever is no date yet is left out. */
export function saveInputOf(draft: Draft): Input<'activities.save'> {
  const { venue, slots, signupFrom, signupUntil, ...facts } = {
    ...factsOf(draft),
    slots: draft.slots.map((slot) => ({ ...slotOf(slot), ...turnsOf(slot) })),
  };
  const timed = slots.filter(({ start, end }) => start !== NONE && end !== NONE);
  return {
    teamId: draft.teamId,
    ...(draft.activityId === '' ? {} : { activityId: draft.activityId }),
    form: {
      ...facts,
      ...(signupFrom ? { signupFrom } : {}),
      ...(signupUntil ? { signupUntil } : {}),
      venue: draft.venue === null ? null : venue,
      slots: timed,
    },
  };
}
