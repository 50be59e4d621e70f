import { lifecycle, moveRefusal } from '#domain/activities/lifecycle';
import { Refused } from '#domain/errors';
import { _, update } from '../core/database';
import { byId } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import { spanOfActivity } from './draft';

/** Told afterwards, for everyone to read; told again, the new words stand. Words in doubt are not shown. */
export const report = useCase('activities.report', {
  ask: ({ activityId }) => ({ activity: byId('activities', activityId) }),
  subject: ({ activity: [activity] }) => (activity ? { teamId: activity.teamId } : {}),

  async run({ input, loaded, me, nonce, now }) {
    const [activity] = loaded.activity;
    if (!activity) throw new Refused('NOT_FOUND');
    const result = { activityId: activity._id };
    if (receiptFor(activity, nonce)) return result;
    const refused = moveRefusal(spanOfActivity(activity), 'report', 'leader', now);
    if (refused) throw new Refused(refused.code, refused.details);
    if ((await checkText(input.text, me.openid, 'post')) !== 'pass') throw new Refused('CONTENT_REFUSED');
    await update(
      'activities',
      { _id: activity._id, state: _.in(lifecycle.report.from) },
      { report: _.set({ text: input.text, at: new Date(now) }), receipts: keepReceipt(nonce, result) },
    );
    return result;
  },
});
