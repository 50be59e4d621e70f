import { moveRefusal } from '#domain/activities/lifecycle';
import { otherTeamRefusal } from '#domain/activities/rules';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { laterSlotsOf, slotIdOf } from '#domain/ids';
import { _, insertAll, remove, update } from '../core/database';
import { many, needed, one } from '../core/loading';
import { notYet, receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { contentOf, rewritten } from './content';
import { spanOfActivity } from './draft';
import { placed, postingFor, stateFor } from './post';
import { postedToday } from './posted';
import { newSlot } from './slots';
import { SLOT_SECRETS } from './views';
import { stationIdOf } from './venue';

type Submitted = Output<'activities.submit'>;

/**
 * A draft is sent, with what now stands in its form. Whoever sends it last before it is sent wins: each takes
 * the draft for itself, writes slots under ids of its own, and sends it only if it is still the one.
 */
export const submitDraft = useCase('activities.submit', {
  ask: (input, _me, _nonce, now) => ({
    ...postedToday(input.teamId, now),
    team: one('teams', input.teamId),
    station: one('stations', stationIdOf(input.venue)),
    activity: needed(one('activities', input.activityId)),
    slots: many('slots', 'activityId', input.activityId, SLOT_SECRETS),
  }),
  subject: ({ activity }) => ({ teamId: activity.teamId }),

  async run({ input, loaded, settings, me, nonce, now, reload }) {
    const { activity } = loaded;
    const replay = receiptFor<Submitted>(activity, nonce);
    if (replay) return replay;
    refuseIf(otherTeamRefusal(activity.teamId, input.teamId));
    refuseIf(moveRefusal(spanOfActivity(activity), 'submit', 'leader', now));
    const posting = postingFor(input, loaded.team, loaded.station, settings, now);
    const state = await stateFor(input, loaded.posted.length, settings, me.openid);

    const { _id, teamId } = activity;
    // Counted, so that the same call sent again changes something, too: an update that changes nothing counts for none.
    const unsent = { _id, state: 'draft', ...notYet(nonce) };
    if ((await update('activities', unsent, { attempt: nonce, attempts: _.inc(1) })) === 0) {
      return settle(reload, nonce);
    }
    // Of an earlier sending, or of one that was broken off: those of whoever comes after us are not among them.
    const own = laterSlotsOf(_id, `${nonce}:${JSON.stringify(input.slots)}`);
    const mode = input.mode ?? settings.attendance.mode;
    const slots = input.slots.map((slot, i) =>
      newSlot(slotIdOf(own, i + 1), slot, { activityId: _id, teamId, mode }, settings, now),
    );
    const ids = slots.map((s) => s._id);
    const old = loaded.slots.map((s) => s._id).filter((id) => !ids.includes(id));
    if (old.length > 0) await remove('slots', { _id: _.in(old) });
    await insertAll('slots', slots);
    const result: Submitted = { activityId: _id, state };
    const sent = await updateOnce(
      'activities',
      { _id, state: 'draft', attempt: nonce },
      {
        ...rewritten(contentOf(_id, input, posting, settings)),
        unread: _.remove(),
        ...placed(state, posting),
        draft: _.remove(),
        draftFor: _.remove(),
        attempt: _.remove(),
        attempts: _.remove(),
        refuseReason: _.remove(),
        createdAt: new Date(now),
        revision: _.inc(1),
      },
      receipt(nonce, result),
    );
    return sent === 1 ? result : settle(reload, nonce, ids);
  },
});

/** Another sending was quicker: this call's own, sent twice, or somebody else's, which then stands. */
async function settle(
  reload: () => Promise<{ activity: Parameters<typeof receiptFor>[0] }>,
  nonce: string,
  slotIds: readonly string[] = [],
): Promise<Submitted> {
  const first = receiptFor<Submitted>((await reload()).activity, nonce);
  if (first) return first;
  if (slotIds.length > 0) await remove('slots', { _id: _.in(slotIds) });
  throw new Refused('CONFLICT');
}
