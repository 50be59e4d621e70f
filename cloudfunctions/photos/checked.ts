import { afterAnswer, type PhotoState } from '#domain/activities/photos';
import { Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import { having, via } from '../core/question';
import { useCase } from '../core/use-case';
import { heldBy } from './check';

/**
 * What WeChat's check says of a photo, pushed when it is done. The first answer counts: the same again, or a second one
 * after it was asked twice, changes nothing.
 */
export const checked = useCase('photos.checked', {
  ask: ({ traceId }) => ({
    photo: having('photos', 'traces', traceId, ['receipts']),
    activity: via('activities', '_id', 'photo.activityId', ['receipts']),
  }),

  async run({ input, loaded, now }) {
    const [photo] = loaded.photo;
    if (!photo) throw new Refused('NOT_FOUND');
    const photoId = photo._id;
    if (photo.state !== 'pending') return { photoId, state: photo.state };
    const state = afterAnswer(input.answer);
    const waits = { _id: photoId, state: 'pending' };
    await update('photos', waits, changeTo(state, loaded.activity[0]?.areas ?? [], now));
    return { photoId, state };
  },
});

/** Refused or not answered, the sweep goes on with it. */
function changeTo(state: PhotoState, areas: readonly string[], now: Instant) {
  if (state === 'held') return heldBy(areas);
  return { state, dueAt: state === 'passed' ? _.remove() : new Date(now) };
}
