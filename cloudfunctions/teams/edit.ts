import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { actingRefusal } from '#domain/teams/lifecycle';
import { nameGrams } from '#domain/stations/rules';
import { _ } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import { notHeldFields, teamWordsOf, textOf, heldFields } from './records';

type Edited = Output<'teams.edit'>;

/** New words stand at once where the content check has no doubts; otherwise the old ones stand until staff agree. */
export const editTeam = useCase('teams.edit', {
  ask: ({ teamId }) => ({ team: needed(one('teams', teamId)) }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input, loaded: { team }, me, nonce, now }) {
    const replay = receiptFor<Edited>(team, nonce);
    if (replay) return replay;
    refuseIf(actingRefusal(team.state));
    const words = teamWordsOf(input);
    const suggestion = await checkText(textOf(words), me.openid, 'post');
    if (suggestion === 'risky') throw new Refused('CONTENT_REFUSED');
    const changed = suggestion === 'pass';
    const result: Edited = { teamId: team._id, state: changed ? 'changed' : 'submitted' };
    // What waited before is no longer meant.
    const change = changed
      ? {
          ...words,
          grams: nameGrams(words.name),
          change: _.remove(),
          ...notHeldFields(),
        }
      : { change: _.set(words), ...heldFields(team.areas, new Date(now)) };
    const active = { _id: team._id, state: 'active' };
    await writeOnce('teams', active, { ...change, reason: '' }, receipt(nonce, result));
    return result;
  },
});
