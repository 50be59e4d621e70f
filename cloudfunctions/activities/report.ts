import { lifecycle, moveRefusal } from '#domain/activities/lifecycle';
import { Refused } from '#domain/errors';
import { _, update } from '../core/database';
import { byId, having } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import { addPhotos, albumOf, dropPhotos } from '../photos/album';
import { spanOfActivity } from './draft';

/**
 * Told afterwards, for everyone to read; told again, the new words and photos stand. Words in doubt are not
 * shown; photos are shown one by one, as the check lets them pass.
 */
export const report = useCase('activities.report', {
  ask: ({ activityId }) => ({
    activity: byId('activities', activityId),
    photos: having('photos', 'activityId', activityId, ['receipts', 'traces']),
  }),
  subject: ({ activity: [activity] }) => (activity ? { teamId: activity.teamId } : {}),

  async run({ input, loaded, me, nonce, now }) {
    const [activity] = loaded.activity;
    if (!activity) throw new Refused('NOT_FOUND');
    const result = { activityId: activity._id };
    if (receiptFor(activity, nonce)) return result;
    const refused = moveRefusal(spanOfActivity(activity), 'report', 'leader', now);
    if (refused) throw new Refused(refused.code, refused.details);
    const album = albumOf(input.photos, loaded.photos, activity._id, me.accountId, now);
    if ((await checkText(input.text, me.openid, 'post')) !== 'pass') throw new Refused('CONTENT_REFUSED');
    await addPhotos(album);
    await update(
      'activities',
      { _id: activity._id, state: _.in(lifecycle.report.from) },
      {
        report: _.set({ text: input.text, at: new Date(now), photos: album.order }),
        receipts: keepReceipt(nonce, result),
      },
    );
    if (album.dropped.length > 0) await dropPhotos({ _id: _.in(album.dropped) }, now);
    return result;
  },
});
