import type { ActivityForm } from '../../../domain/activities/views';
import { weeksLater, weeksUntilNext } from '../../../domain/activities/repeat';
import { timesOf } from '../../../domain/activities/times';
import { spokenName } from '../../../domain/stations/rules';
import type { Instant } from '../../../domain/time';
import { emptyDraft, momentOf, type Draft, type DraftSlot, type Task } from './draft';

/** What the cloud keeps of an activity, as the form holds it. */

/** What can be done with it in the form; null where it can only be looked at. */
export function taskOf({ state, slots }: Pick<ActivityForm, 'state' | 'slots'>): Task | null {
  if (state === 'published') return slots.some((slot) => slot.fixed === null) ? 'change' : null;
  return state === 'draft' || state === 'submitted' || state === 'refused' ? 'draft' : null;
}

function slotOf({
  kind,
  name,
  start,
  end,
  capacity,
  each = 0,
  home,
  slotId,
  taken,
}: ActivityForm['slots'][number]): DraftSlot {
  return {
    kind,
    name,
    ...timesOf({ start, end }),
    capacity,
    each,
    home: home === true,
    slotId: slotId ?? '',
    taken,
  };
}

function factsOf({ form, venue, slots }: ActivityForm): Partial<Draft> {
  const { title, category, summary, audience, bring, risks, contactPhone } = form;
  const { minimumAge, skills, skillsNeeded = false, dangerous, insurance } = form;
  const { mode = '', signupFrom, signupUntil } = form;
  return {
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
    signupFrom: signupFrom === undefined ? null : momentOf(signupFrom),
    signupUntil: signupUntil === undefined ? null : momentOf(signupUntil),
    venue: venue && { ...venue, name: venue.stationId === null ? venue.name : spokenName(venue.name) },
    slots: slots.map(slotOf),
  };
}

/** To be worked on where it was left, or changed. */
export function draftOf(form: ActivityForm, task: Task, nonce: string, now: Instant): Draft {
  const { activityId, teamId, revision } = form;
  const sent = form.state === 'submitted' || form.state === 'refused';
  // What has begun or was called off stays as it is, and is not shown.
  const open = task === 'change' ? form.slots.filter((slot) => slot.fixed === null) : form.slots;
  const draft = {
    ...emptyDraft(teamId, nonce, now),
    ...factsOf({ ...form, slots: open }),
    task,
    activityId,
    revision,
    sent,
  };
  if (task === 'change') return draft;
  // A slot of an earlier sending is nobody's yet.
  return { ...draft, slots: draft.slots.map((slot) => ({ ...slot, slotId: '', taken: 0 })) };
}

/** Another like an earlier one: all but the dates, which are its next weekday to come; open for sign-up at once. */
export function copyOf(form: ActivityForm, nonce: string, now: Instant): Draft {
  const start = Math.min(...form.slots.map((slot) => slot.start));
  const weeks = form.slots.length > 0 ? weeksUntilNext(start, now) : 0;
  const next = { ...form, slots: weeksLater({ slots: form.slots }, weeks).slots };
  const facts = { ...factsOf(next), signupFrom: null, signupUntil: null };
  const draft = { ...emptyDraft(form.teamId, nonce, now), ...facts };
  return { ...draft, slots: draft.slots.map((slot) => ({ ...slot, slotId: '', taken: 0 })) };
}
