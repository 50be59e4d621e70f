import { afterAnswer, type PhotoState } from '#domain/activities/photos';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import { following, needed, one, oneBy, only } from '../core/loading';
import { useCase } from '../core/use-case';
import { heldFields } from './check';

/**
 * What WeChat's check says of a photo, pushed when it is done. The first answer counts: the same again, or a second one
 * after it was asked twice, changes nothing.
 */
export const takeCheckAnswer = useCase('photos.checked', {
  ask: ({ traceId }) =>
    following({ photo: needed(oneBy('photos', 'traces', traceId, ['receipts'])) }, ({ photo }) => ({
      activity: only(one('activities', photo.activityId), ['areas']),
    })),

  async run({ input, loaded: { photo, activity }, now }) {
    const photoId = photo._id;
    if (photo.state !== 'pending') return { photoId, state: photo.state };
    const state = afterAnswer(input.answer);
    const waits = { _id: photoId, state: 'pending' };
    await update('photos', waits, changeTo(state, activity?.areas ?? [], now));
    return { photoId, state };
  },
});

/** Refused or not answered, the sweep goes on with it. */
function changeTo(state: PhotoState, areas: readonly string[], now: Instant) {
  if (state === 'held') return heldFields(areas);
  return { state, dueAt: state === 'passed' ? _.remove() : new Date(now) };
}
