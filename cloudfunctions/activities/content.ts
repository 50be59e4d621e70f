import { daysOf, mixOf, spanOf } from '#domain/activities/rules';
import { servingKeys, type Serving } from '#domain/activities/serving';
import type { ActivityInput } from '#domain/activities/schemas';
import { defined } from '#domain/defined';
import { areaDayOf, orderOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { dayOf } from '#domain/time';
import { _ } from '../core/database';
import type { ActivityDocument } from '../documents';
import type { Ground } from './venue';

export type Facts = Omit<ActivityInput, 'teamId'>;

type Kept = 'title' | 'category' | 'summary' | 'audience' | 'bring' | 'risks' | 'contactPhone';
type Terms =
  | ('minimumAge' | 'skills' | 'skillsNeeded' | 'dangerous' | 'insurance')
  | ('signupFrom' | 'signupUntil' | 'mode');
export type Content = Pick<ActivityDocument, Kept | Terms | 'venue' | 'areas' | When>;

/** What the form says, as the activity keeps it. */
export function contentOf(
  activityId: string,
  input: Facts,
  { venue, areas }: Ground,
  settings: Settings,
): Content {
  const { title, category, summary, audience, bring, risks, contactPhone } = input;
  const { minimumAge, skills, skillsNeeded, dangerous, insurance, signupFrom, signupUntil } = input;
  return defined({
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
    mode: input.mode ?? settings.attendance.mode,
    signupFrom: signupFrom === undefined ? undefined : new Date(signupFrom),
    signupUntil: signupUntil === undefined ? undefined : new Date(signupUntil),
    venue,
    areas,
    ...whenOf(activityId, { title, venue, slots: input.slots }, areas),
  });
}

type When = 'day' | 'areaDays' | 'start' | 'end' | 'order' | 'mix' | 'liveUntil' | 'unsettled' | 'serves';

/** What follows from its slots, and when they are held. */
export function whenOf(
  activityId: string,
  serving: Serving,
  areas: readonly string[],
): Pick<ActivityDocument, When> {
  const { slots } = serving;
  const span = spanOf(slots);
  return {
    day: dayOf(span.start),
    areaDays: daysOf(slots).flatMap((day) => areas.map((area) => areaDayOf(area, day))),
    start: new Date(span.start),
    end: new Date(span.end),
    liveUntil: new Date(span.end),
    unsettled: new Date(span.end),
    order: orderOf(span.start, activityId),
    mix: mixOf(slots.map((s) => s.kind)),
    serves: servingKeys(serving),
  };
}

/** The update that puts another content in its place. */
export const rewritten = (content: Content) => ({
  ...content,
  venue: _.set(content.venue),
  signupFrom: content.signupFrom ?? _.remove(),
  signupUntil: content.signupUntil ?? _.remove(),
});

/** Everything that people will read. */
export const wordsOf = (input: Facts): string =>
  [
    input.title,
    input.summary,
    input.audience,
    input.bring,
    input.risks,
    input.insurance,
    ...input.slots.map((s) => s.name),
    ...('name' in input.venue ? [input.venue.name, input.venue.address] : []),
  ].join('\n');
