import { randomBytes } from 'node:crypto';
import { makePrintedCode } from '#domain/attendance/code';
import { Refused } from '#domain/errors';
import { keyIn } from '#domain/unique';
import { ACTIVITY_BULK, slotCard, SLOT_ROSTER } from '../activities/views';
import { _, update } from '../core/database';
import { following, needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { codePicture } from '../core/wechat';

/** Made when it is first asked for; the same one for ever after, unless the account is bound to another WeChat. */
export const myCode = useCase('code.mine', {
  ask: (_input, me) => ({ mine: one('accounts', me.accountId, ['receipts']) }),

  async run({ loaded, me, reload }) {
    let account = loaded.mine;
    if (account?.codeKey === undefined) {
      const none = { _id: me.accountId, openid: me.openid, codeKey: _.exists(false) };
      await update('accounts', none, { codeKey: randomBytes(32).toString('hex') });
      account = (await reload()).mine;
    }
    if (account?.codeKey === undefined) throw new Refused('CONFLICT');
    const { codeKey, name, number } = account;
    return { accountId: account._id, key: codeKey, name, number: keyIn(number) ?? '' };
  },
});

/** Where a printed code leads to. */
const SCAN_PAGE = 'packages/volunteer/scan/index';

export const slotPoster = useCase('attendance.poster', {
  ask: ({ slotId }) =>
    following({ slot: needed(one('slots', slotId, SLOT_ROSTER)) }, ({ slot }) => ({
      activity: needed(one('activities', slot.activityId, ACTIVITY_BULK)),
    })),
  subject: ({ slot }) => ({ teamId: slot.teamId }),

  async run({ loaded: { slot, activity } }) {
    const picture = await codePicture(SCAN_PAGE, makePrintedCode(slot.key, slot._id));
    return { title: activity.title, slot: slotCard(slot, activity), venue: activity.venue.name, picture };
  },
});
