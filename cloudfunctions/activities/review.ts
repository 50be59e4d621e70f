import type { ActivityState } from '#domain/activities/lifecycle';
import { overtakenRefusal, reviewRefusal, type Verdict } from '#domain/activities/rules';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { unseenRefusal } from '#domain/refusals';
import type { Instant } from '#domain/time';
import type { HeldActivity } from '#domain/activities/views';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { many, needed, one, placesIn, stagesFor } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { ActivityDocument, SlotDocument, Venue } from '../documents';
import { reviewedMessage, queueMessages } from '../messages/outbox';
import { spanOfActivity } from './draft';
import { live, notLive } from './live';
import { activityCard, SLOT_SECRETS } from './views';

type Reviewed = Output<'activities.review'>;

const HELD_AT_MOST = 50;

/** What waits for a reviewer where the caller serves, longest waiting first. */
export const heldActivities = useCase('activities.held', {
  ask: () => ({}),

  async run({ caller, settings, now }) {
    const found = await aggregate<Held>(
      'activities',
      [
        { match: { heldFor: _.in(caller.duties) } },
        { sort: { createdAt: 1, start: 1, _id: 1 } },
        // However long the queue, no more is gathered than so many weekly rows may have dates.
        { limit: HELD_AT_MOST * settings.activities.repeatAtMost },
        { project: { receipts: 0 } },
        { group: { _id: READ_AS_ONE, first: { $first: '$$ROOT' }, dates: { $push: DATE } } },
        { sort: { 'first.createdAt': 1, _id: 1 } },
      ],
      HELD_AT_MOST,
      stagesFor({ slots: many('slots', 'activityId', placesIn<Held>().first._id, SLOT_SECRETS) }),
    );
    return { held: found.map((row) => heldActivity(row, now)) };
  },
});

const DATE = { activityId: '$_id', start: '$start', end: '$end' };

/** The dates of a weekly row that wait as they were posted differ in nothing but their time. */
const READ_AS_ONE = {
  $cond: [{ $eq: ['$revision', 0] }, { $ifNull: ['$repeatOf', '$_id'] }, '$_id'],
};

interface Held {
  first: ActivityDocument;
  dates: { activityId: string; start: Date; end: Date }[];
  slots: SlotDocument[];
}

function heldActivity({ first, dates, slots }: Held, now: Instant): HeldActivity {
  const { summary, audience, bring, risks, dangerous, insurance, revision } = first;
  const { minimumAge, skills, skillsNeeded = false } = first;
  return {
    ...activityCard(first, slots, now),
    summary,
    audience,
    bring,
    risks,
    dangerous,
    insurance,
    revision,
    minimumAge,
    skills,
    skillsNeeded,
    submittedAt: ms(first.createdAt),
    rowId: revision === 0 ? (first.repeatOf ?? null) : null,
    dates: dates.map(({ activityId, start, end }) => ({ activityId, start: ms(start), end: ms(end) })),
  };
}

/** A person's verdict on what was held back: now everyone sees it, or its leader is told why nobody will. */
export const reviewActivity = useCase('activities.review', {
  ask: ({ activityId }) => ({ activity: needed(one('activities', activityId)) }),
  subject: ({ activity }) => ({ areas: activity.areas }),

  async run({ input: { verdict, reason, revision }, loaded, me, nonce, now, reload, audit }) {
    const { activity } = loaded;
    const replay = receiptFor<Reviewed>(activity, nonce);
    if (replay) return announce(activity, replay, activity.refuseReason ?? '', now);
    const { _id, state, venue } = activity;
    refuseIf(reviewRefusal(spanOfActivity(activity), verdict, reason, now));
    // What was read is not what would be published: its leader has sent something else since.
    refuseIf(unseenRefusal(revision, activity.revision));

    const after = stateOf[verdict];
    const result: Reviewed = { activityId: _id, state: after };
    // The reason is not checked as a text for the public: it may have to quote what is wrong.
    const why = verdict === 'refuse' ? reason : '';
    await audit({ subject: _id, before: { state }, after: { state: after }, reason: why });
    const judged = await updateOnce(
      'activities',
      { _id, state: 'submitted', revision: activity.revision },
      verdictOn(venue, verdict, why),
      receipt(nonce, result),
    );
    if (judged === 1) return announce(activity, result, why, now);
    const first = (await reload()).activity;
    const own = receiptFor<Reviewed>(first, nonce);
    if (own) return own;
    // Somebody else was quicker: the log must not say that this verdict changed anything.
    await update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set({ state }) });
    throw new Refused(overtakenRefusal(first.state).code);
  },
});

export const stateOf = { publish: 'published', refuse: 'refused' } as const satisfies Record<
  Verdict,
  ActivityState
>;

/** The update that gives this verdict. */
export const verdictOn = (venue: Venue, verdict: Verdict, why: string) => ({
  state: stateOf[verdict],
  ...(verdict === 'publish'
    ? { ...live(venue), heldFor: _.remove(), unread: _.remove() }
    : { ...notLive(), refuseReason: why }),
});

/** Whoever posted it; sent again after a try that was broken off here, it is the same message. */
async function announce(activity: ActivityDocument, result: Reviewed, why: string, now: Instant) {
  await queueMessages([reviewedMessage(activity, result.state, why, now)]);
  return result;
}
