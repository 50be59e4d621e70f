import { randomBytes } from 'node:crypto';
import { makePrintedCode } from '#domain/attendance/code';
import { Refused } from '#domain/errors';
import { keyIn } from '#domain/unique';
import { slotCard } from '../activities/views';
import { _, update } from '../core/database';
import { byId, via } from '../core/question';
import { useCase } from '../core/use-case';
import { codePicture } from '../core/wechat';

/** Made when it is first asked for; the same one for ever after, unless the account is bound to another WeChat. */
export const mine = useCase('code.mine', {
  ask: (_input, me) => ({ mine: byId('accounts', me.accountId, ['receipts']) }),

  async run({ loaded, me, reload }) {
    let [account] = loaded.mine;
    if (account?.codeKey === undefined) {
      const none = { _id: me.accountId, codeKey: _.exists(false) };
      await update('accounts', none, { codeKey: randomBytes(32).toString('hex') });
      [account] = (await reload()).mine;
    }
    if (account?.codeKey === undefined) throw new Refused('CONFLICT');
    const { codeKey, name, number } = account;
    return { accountId: account._id, key: codeKey, name, number: keyIn(number) ?? '' };
  },
});

/** Where a printed code leads to. */
const SCAN_PAGE = 'packages/volunteer/scan/index';

export const poster = useCase('attendance.poster', {
  ask: ({ slotId }) => ({
    slot: byId('slots', slotId, ['roster', 'receipts']),
    activity: via('activities', '_id', 'slot.activityId', ['summary', 'risks', 'receipts']),
  }),
  subject: ({ slot: [slot] }) => (slot ? { teamId: slot.teamId } : {}),

  async run({ loaded }) {
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    const picture = await codePicture(SCAN_PAGE, makePrintedCode(slot.key, slot._id));
    return { title: activity.title, slot: slotCard(slot, activity), venue: activity.venue.name, picture };
  },
});
