import type { ActivityState } from '#domain/activities/lifecycle';
import { reviewRefusal, type Verdict } from '#domain/activities/rules';
import type { Output } from '#domain/contract';
import { Refused, type ErrorCode } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import type { HeldActivity } from '#domain/views';
import { audit } from '../core/audit';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { byId } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { ActivityDocument } from '../documents';
import { reviewedMessage, send } from '../system/messages';
import { spanOfActivity } from './draft';
import { live } from './live';
import { activityCard, withSlots, type WithSlots } from './views';

type Reviewed = Output<'activities.review'>;

const HELD_AT_MOST = 50;

/** What waits for a reviewer where the caller serves, longest waiting first. */
export const held = useCase('activities.held', {
  ask: () => ({}),

  async run({ caller, now }) {
    const found = await aggregate<WithSlots>('activities', [
      { match: { heldFor: _.in(caller.duties) } },
      { sort: { createdAt: 1, _id: 1 } },
      { limit: HELD_AT_MOST },
      ...withSlots,
    ]);
    return {
      held: found.map((a): HeldActivity => {
        const { summary, audience, bring, risks, dangerous, insurance, minimumAge, revision } = a;
        const words = { summary, audience, bring, risks, dangerous, insurance, minimumAge };
        return { ...activityCard(a, a.slots, now), ...words, revision, submittedAt: ms(a.createdAt) };
      }),
    };
  },
});

/** A person's verdict on what was held back: now everyone sees it, or its leader is told why nobody will. */
export const review = useCase('activities.review', {
  ask: ({ activityId }) => ({ activity: byId('activities', activityId) }),
  subject: ({ activity: [activity] }) => (activity ? { areas: activity.areas } : {}),

  async run({ input: { verdict, reason, revision }, loaded, me, nonce, now, reload }) {
    const [activity] = loaded.activity;
    if (!activity) throw new Refused('NOT_FOUND');
    const replay = receiptFor<Reviewed>(activity, nonce);
    if (replay) return tell(activity, replay, activity.refuseReason ?? '', now);
    const { _id, state, venue } = activity;
    const refused = reviewRefusal(spanOfActivity(activity), verdict, reason, now);
    if (refused) throw new Refused(refused.code, refused.details);
    // What was read is not what would be published: its leader has sent something else since.
    if (revision !== undefined && revision !== activity.revision) throw new Refused('CHANGED');

    const after = stateOf[verdict];
    const result: Reviewed = { activityId: _id, state: after };
    // The reason is not checked as a text for the public: it may have to quote what is wrong.
    const why = verdict === 'refuse' ? reason : '';
    await audit(me, nonce, { at: new Date(now), action: 'activities.review', subject: _id, before: { state }, after: { state: after }, reason: why }); // prettier-ignore
    const judged = await update(
      'activities',
      { _id, state: 'submitted', revision: activity.revision },
      {
        state: after,
        heldFor: _.remove(),
        receipts: keepReceipt(nonce, result),
        ...(verdict === 'publish' ? live(venue, ms(activity.end)) : { refuseReason: why }),
      },
    );
    if (judged === 1) return tell(activity, result, why, now);
    const first = (await reload()).activity[0];
    const own = receiptFor<Reviewed>(first, nonce);
    if (own) return own;
    // Somebody else was quicker: the log must not say that this verdict changed anything.
    await update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set({ state }) });
    throw new Refused(whatCame(first));
  },
});

const stateOf = { publish: 'published', refuse: 'refused' } as const satisfies Record<Verdict, ActivityState>;

/** Somebody judged it, called it off, or took it back to be changed. */
function whatCame(activity: ActivityDocument | undefined): ErrorCode {
  if (activity?.state === 'cancelled') return 'CANCELLED';
  const judged = activity?.state === 'published' || activity?.state === 'refused';
  return judged ? 'ALREADY_REVIEWED' : 'CHANGED';
}

/** Whoever posted it; sent again after a try that was broken off here, it is the same message. */
async function tell(activity: ActivityDocument, result: Reviewed, why: string, now: Instant) {
  await send([reviewedMessage(activity, result.state, why, now)]);
  return result;
}
