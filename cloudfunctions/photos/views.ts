import type { PhotoView } from '#domain/activities/views';
import type { ActivityDocument } from '../documents';
import type { PhotoDocument } from './documents';

/** What no phone needs to know of a photo. */
export const PHOTO_SECRETS = ['receipts', 'traces', 'addedBy', 'copyName'] as const;

/** The photos of an activity in the order of its report: those that passed, and for its team all that it added. */
export function photoViews(
  activity: ActivityDocument,
  photos: readonly PhotoDocument[],
  own: boolean,
): PhotoView[] {
  return (activity.report?.photos ?? []).flatMap((id) => {
    const photo = photos.find(({ _id }) => _id === id);
    if (!photo || photo.state === 'gone' || !(own || photo.state === 'passed')) return [];
    const { state, reason = '' } = photo;
    const file = state === 'refused' ? '' : photo.file || (photo.upload ?? '');
    return [{ id, file, state, reason }];
  });
}
