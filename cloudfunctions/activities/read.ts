import { Refused } from '#domain/errors';
import type { ActivityState } from '#domain/activities/lifecycle';
import { mixesWith } from '#domain/activities/rules';
import { areaDayOf, orderOf } from '#domain/ids';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { CALLER, findWith, following, many, needed, one, only } from '../core/loading';
import { direct, useCase } from '../core/use-case';
import { PHOTO_SECRETS, photoViews } from '../photos/views';
import { offeredTo } from '../signups/offer';
import { linesFor } from '../signups/line';
import { attendedBy, personOf } from '../signups/people';
import { liveSignups, mySignups, slotOffer } from '../signups/views';
import { WHOLE_CITY } from '../city/statistics';
import { activityCard, CARD_FIELDS, SLOT_CARD_FIELDS, SLOT_SECRETS } from './views';

export const activityList = direct(
  'activities.list',
  async ({ day, areaId, category, kind, after, limit }, now) => {
    // Each of these is bound in an index that then stands in the list's order.
    const query = {
      areaDays: areaDayOf(areaId ?? WHOLE_CITY, day),
      state: _.in(['published', 'closed']),
      ...(category ? { category } : {}),
      mix: _.in(mixesWith(kind)),
      ...(after ? { order: _.gt(orderOf(after.start, after.id)) } : {}),
    };
    // One more than shown tells whether there are more.
    const found = await findWith(
      'activities',
      [{ match: query }, { sort: { order: 1 } }],
      limit + 1,
      ({ _id }) => ({ slots: only(many('slots', 'activityId', _id), SLOT_CARD_FIELDS) }),
      CARD_FIELDS,
    );
    const shown = found.slice(0, limit);
    return { activities: shown.map((a) => activityCard(a, a.slots, now)), more: found.length > limit };
  },
);

/** Between its team and its reviewers. */
const hidden: readonly ActivityState[] = ['draft', 'submitted', 'refused'];

export const activityPage = useCase('activities.view', {
  ask: ({ activityId }, me) => ({
    ...following(
      {
        activity: needed(one('activities', activityId, ['receipts', 'serves', 'draft'])),
        slots: many('slots', 'activityId', activityId, SLOT_SECRETS),
        photos: many('photos', 'activityId', activityId, PHOTO_SECRETS),
      },
      ({ activity, slots }) => ({
        lines: linesFor(slots._id),
        ...offeredTo(activity.teamId),
      }),
    ),
    ...liveSignups(me.accountId),
    attended: attendedBy(CALLER.account),
  }),

  run({ loaded, settings, account, caller, now }) {
    const { activity } = loaded;
    const mayLook = !hidden.includes(activity.state) && activity.unread === undefined;
    if (!mayLook && !caller.leads.includes(activity.teamId)) throw new Refused('NOT_FOUND');
    const me = {
      caller,
      person: personOf(account, loaded),
      signups: mySignups(loaded, caller, settings, now),
    };
    const { teamId, summary, audience, bring, risks, contactPhone, cancelReason } = activity;
    const { minimumAge, skills, skillsNeeded = false, dangerous, insurance } = activity;
    const { signupFrom, signupUntil, mode } = activity;
    const slots = [...loaded.slots].sort((a, b) => ms(a.start) - ms(b.start) || (a._id < b._id ? -1 : 1));
    return Promise.resolve({
      ...activityCard(activity, [], now),
      teamId,
      summary,
      audience,
      bring,
      risks,
      contactPhone,
      cancelReason,
      minimumAge,
      skills,
      skillsNeeded,
      dangerous,
      insurance,
      mode,
      signupFrom: signupFrom ? ms(signupFrom) : null,
      signupUntil: signupUntil ? ms(signupUntil) : null,
      slots: slots.map((slot) => slotOffer(slot, activity, loaded, me, settings, now)),
      leads: caller.leads.includes(activity.teamId),
      refuseReason: activity.refuseReason ?? '',
      report: activity.report?.text ?? '',
      photos: photoViews(activity, loaded.photos, caller.leads.includes(activity.teamId)),
    });
  },
});
