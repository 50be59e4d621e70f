import { goneRefusal, photoReviewRefusal } from '#domain/activities/photos';
import type { HeldPhoto } from '#domain/activities/views';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { findWith, following, needed, one, only } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';

type Reviewed = Output<'photos.review'>;

const HELD_AT_MOST = 50;

/** What waits for a person where the caller serves, longest waiting first. */
export const heldPhotos = useCase('photos.held', {
  ask: () => ({}),

  async run({ caller }) {
    const found = await findWith(
      'photos',
      [{ match: { heldFor: _.in(caller.duties) } }, { sort: { at: 1, _id: 1 } }],
      HELD_AT_MOST,
      ({ activityId }) => ({
        activity: only(one('activities', activityId), ['_id', 'title', 'teamName', 'report.text']),
      }),
      ['_id', 'file', 'at', 'activityId'],
    );
    return {
      held: found.flatMap(({ _id: id, file, at, activity }): HeldPhoto[] => {
        if (!activity) return [];
        const { _id: activityId, title, teamName, report } = activity;
        return [{ id, file, at: ms(at), activityId, title, teamName, report: report?.text ?? '' }];
      }),
    };
  },
});

/** A person's verdict on a photo that the check doubted or never answered for. */
export const reviewPhoto = useCase('photos.review', {
  ask: ({ photoId }) =>
    following({ photo: needed(one('photos', photoId)) }, ({ photo }) => ({
      activity: needed(only(one('activities', photo.activityId), ['areas'])),
    })),
  subject: ({ activity }) => ({ areas: activity.areas }),

  async run({ input: { verdict, reason }, loaded, me, nonce, now, reload, audit }) {
    const { photo } = loaded;
    refuseIf(goneRefusal(photo.state));
    const replay = receiptFor<Reviewed>(photo, nonce);
    if (replay) return replay;
    const { _id, state } = photo;
    refuseIf(photoReviewRefusal(state, verdict, reason));
    const result: Reviewed = { photoId: _id, state: verdict === 'publish' ? 'passed' : 'refused' };
    // The reason is not checked as a text for the public: it may have to quote what is wrong.
    const why = verdict === 'refuse' ? reason : '';
    await audit({ subject: _id, before: { state }, after: { state: result.state }, reason: why });
    const judged = await updateOnce(
      'photos',
      { _id, state: 'held' },
      {
        state: result.state,
        heldFor: _.remove(),
        ...(verdict === 'refuse' && { reason: why, dueAt: new Date(now) }),
      },
      receipt(nonce, result),
    );
    if (judged === 1) return result;
    const { photo: first } = await reload();
    const own = receiptFor<Reviewed>(first, nonce);
    if (own) return own;
    // Somebody else was quicker: the log must not say that this verdict changed anything.
    await update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set({ state }) });
    refuseIf(goneRefusal(first.state));
    throw new Refused('ALREADY_REVIEWED');
  },
});
