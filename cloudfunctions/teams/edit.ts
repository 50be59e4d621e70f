import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { actingRefusal } from '#domain/teams/lifecycle';
import { nameGrams } from '#domain/stations/rules';
import { _, update } from '../core/database';
import { byId } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import { saidOf, wordsOf } from './found';

type Edited = Output<'teams.edit'>;

/** New words stand at once where the content check has no doubts; otherwise the old ones stand until staff agree. */
export const edit = useCase('teams.edit', {
  ask: ({ teamId }) => ({ team: byId('teams', teamId) }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input, loaded, me, nonce, now }) {
    const [team] = loaded.team;
    if (!team) throw new Refused('NOT_FOUND');
    const replay = receiptFor<Edited>(team, nonce);
    if (replay) return replay;
    const refused = actingRefusal(team.state);
    if (refused) throw new Refused(refused.code);
    const words = wordsOf(input);
    const suggestion = await checkText(saidOf(words), me.openid, 'post');
    if (suggestion === 'risky') throw new Refused('CONTENT_REFUSED');
    const changed = suggestion === 'pass';
    const result: Edited = { teamId: team._id, state: changed ? 'changed' : 'submitted' };
    // What waited before is no longer meant.
    const change = changed
      ? {
          ...words,
          grams: nameGrams(words.name),
          change: _.remove(),
          heldFor: _.remove(),
          heldSince: _.remove(),
        }
      : { change: _.set(words), heldFor: team.areas, heldSince: new Date(now) };
    const done = await update(
      'teams',
      { _id: team._id, state: 'active' },
      { ...change, reason: '', receipts: keepReceipt(nonce, result) },
    );
    // Suspended or dissolved at this moment.
    if (done === 0) throw new Refused('TEAM_NOT_ACTIVE');
    return result;
  },
});
