import { lifecycle, moveRefusal } from '#domain/activities/lifecycle';
import { refuseIf, Refused } from '#domain/errors';
import { _ } from '../core/database';
import { many, needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import { addPhotos, albumOf, doubtPhotos, dropPhotos } from '../photos/album';
import { spanOfActivity } from './draft';

/**
 * Told afterwards, for everyone to read; told again, the new words and photos stand. Words in doubt are not
 * shown; photos are shown one by one, as the check lets them pass.
 */
export const reportActivity = useCase('activities.report', {
  ask: ({ activityId }) => ({
    activity: needed(one('activities', activityId)),
    photos: many('photos', 'activityId', activityId, ['receipts', 'traces']),
  }),
  subject: ({ activity }) => ({ teamId: activity.teamId }),

  async run({ input, loaded, me, nonce, now, reload }) {
    const { activity } = loaded;
    const result = { activityId: activity._id };
    if (receiptFor(activity, nonce)) return result;
    refuseIf(moveRefusal(spanOfActivity(activity), 'report', 'leader', now));
    const album = albumOf(input.photos, loaded.photos, activity._id, me.accountId, now);
    if ((await checkText(input.text, me.openid, 'post')) !== 'pass') throw new Refused('CONTENT_REFUSED');
    await addPhotos(album);
    if (album.dropped.length > 0) await doubtPhotos(album.dropped, now);
    const written = await updateOnce(
      'activities',
      { _id: activity._id, state: _.in(lifecycle.report.from) },
      { report: _.set({ text: input.text, at: new Date(now), photos: album.order }) },
      receipt(nonce, result),
    );
    // By another try of this call; else it is not to be told of any more.
    if (written === 0 && !receiptFor((await reload()).activity, nonce)) throw new Refused('CONFLICT');
    if (album.dropped.length > 0) await dropPhotos({ _id: _.in(album.dropped) }, now);
    return result;
  },
});
