import type { HeldPhoto } from '#domain/activities/views';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { byId, stagesOf, via } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { ActivityDocument } from '../documents';
import type { PhotoDocument } from './documents';
import { PHOTO_SECRETS } from './views';

type Reviewed = Output<'photos.review'>;

const HELD_AT_MOST = 50;

type Held = PhotoDocument & { activity: ActivityDocument[] };

/** What waits for a person where the caller serves, longest waiting first. */
export const heldPhotos = useCase('photos.held', {
  ask: () => ({}),

  async run({ caller }) {
    const found = await aggregate<Held>(
      'photos',
      [{ match: { heldFor: _.in(caller.duties) } }, { sort: { at: 1, _id: 1 } }],
      HELD_AT_MOST,
      [
        { project: Object.fromEntries(PHOTO_SECRETS.map((field) => [field, 0])) },
        ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
      ],
    );
    return {
      held: found.flatMap(({ _id: id, file, at, activity: [activity] }): HeldPhoto[] => {
        if (!activity) return [];
        const { _id: activityId, title, teamName, report } = activity;
        return [{ id, file, at: ms(at), activityId, title, teamName, report: report?.text ?? '' }];
      }),
    };
  },
});

/** A person's verdict on a photo that the check doubted or never answered for. */
export const reviewPhoto = useCase('photos.review', {
  ask: ({ photoId }) => ({
    photo: byId('photos', photoId),
    activity: via('activities', '_id', 'photo.activityId', ['receipts']),
  }),
  subject: ({ activity: [activity] }) => (activity ? { areas: activity.areas } : {}),

  async run({ input: { verdict, reason }, loaded, me, nonce, now, reload, audit }) {
    const [photo] = loaded.photo;
    if (!photo || photo.state === 'gone') throw new Refused('NOT_FOUND');
    const replay = receiptFor<Reviewed>(photo, nonce);
    if (replay) return replay;
    const { _id, state } = photo;
    if (state !== 'held') throw new Refused(state === 'pending' ? 'NOT_FOUND' : 'ALREADY_REVIEWED');
    if (verdict === 'refuse' && reason === '') throw new Refused('REASON_NEEDED');
    const result: Reviewed = { photoId: _id, state: verdict === 'publish' ? 'passed' : 'refused' };
    // The reason is not checked as a text for the public: it may have to quote what is wrong.
    const why = verdict === 'refuse' ? reason : '';
    await audit({ subject: _id, before: { state }, after: { state: result.state }, reason: why });
    const judged = await update(
      'photos',
      { _id, state: 'held' },
      {
        state: result.state,
        heldFor: _.remove(),
        receipts: keepReceipt(nonce, result),
        ...(verdict === 'refuse' && { reason: why, dueAt: new Date(now) }),
      },
    );
    if (judged === 1) return result;
    const [first] = (await reload()).photo;
    const own = receiptFor<Reviewed>(first, nonce);
    if (own) return own;
    // Somebody else was quicker: the log must not say that this verdict changed anything.
    await update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set({ state }) });
    throw new Refused(first && first.state !== 'gone' ? 'ALREADY_REVIEWED' : 'NOT_FOUND');
  },
});
