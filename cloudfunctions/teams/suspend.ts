import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { dissolveRefusal, moveRefusal, stateAfterMove, type Governing } from '#domain/teams/lifecycle';
import { _, find, update } from '../core/database';
import { byId, having } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { send } from '../messages/outbox';
import type { TeamDocument } from './documents';
import { teamReviewed } from './messages';
import { part } from './part';
import { officersOf } from './people';
import { listed, unlisted } from './records';

type Suspended = Output<'teams.suspend'>;

/** More are not told of one by one. */
const COUNTED_AT_MOST = 50;

const question = ({ teamId }: { teamId: string }) => ({
  team: byId('teams', teamId),
  subTeams: having('teams', 'parentTeamId', teamId, ['receipts', 'grams']),
});
type Governed = Context<'teams.suspend', ReturnType<typeof question>>;

/** Staff stop a team from acting, let it act again, or dissolve it when nothing hangs on it any more. */
export const suspend = useCase('teams.suspend', {
  ask: question,
  subject: ({ team: [team] }) => (team ? { areas: team.areas } : {}),

  async run(context) {
    const { input, loaded, me, nonce, now, reload, audit } = context;
    const { move, reason } = input;
    const [team] = loaded.team;
    if (!team) throw new Refused('NOT_FOUND');
    const replay = receiptFor<Suspended>(team, nonce);
    if (replay) return finish(context, team, replay);
    const refused = moveRefusal(team.state, move, reason);
    if (refused) throw new Refused(refused.code);
    if (move === 'dissolve') await needIdle(team, loaded.subTeams, now);

    const state = stateAfterMove(team.state, move) ?? team.state;
    const result: Suspended = { teamId: team._id, state };
    const at = new Date(now);
    await audit({ subject: team._id, before: { state: team.state }, after: { state }, reason });
    const done = await update(
      'teams',
      { _id: team._id, state: team.state },
      {
        ...fieldsAfter(team, move, at),
        state,
        since: at,
        reason: move === 'lift' ? '' : reason,
        receipts: keepReceipt(nonce, result),
      },
    );
    if (done === 1) return finish(context, team, result);
    const first = receiptFor<Suspended>((await reload()).team[0], nonce);
    if (first) return first;
    // Somebody else was quicker: the log must not say that this changed anything.
    await update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set({ state: team.state }) });
    throw new Refused('NOT_IN_THIS_STATE');
  },
});

async function needIdle(team: TeamDocument, subTeams: readonly TeamDocument[], now: number): Promise<void> {
  const ahead = { teamId: team._id, end: _.gt(new Date(now)), state: _.in(['submitted', 'published']) };
  const activities = await find('activities', ahead, { limit: COUNTED_AT_MOST });
  const subs = subTeams.filter((sub) => sub.state === 'active' || sub.state === 'suspended');
  const refused = dissolveRefusal(activities.length, subs.length);
  if (refused) throw new Refused(refused.code, refused.details);
}

function fieldsAfter(team: TeamDocument, move: Governing, at: Date) {
  switch (move) {
    case 'suspend':
      return { ...unlisted(), suspendedIn: team.areas };
    case 'lift':
      return { ...listed(team), suspendedIn: _.remove() };
    case 'dissolve':
      return {
        ...unlisted(),
        suspendedIn: _.remove(),
        partingAt: at,
        change: _.remove(),
        heldFor: _.remove(),
        heldSince: _.remove(),
      };
  }
}

/** What follows the state that the team was given; done again by a call sent again, it changes nothing more. */
async function finish(
  { input: { reason }, nonce, now }: Governed,
  team: TeamDocument,
  result: Suspended,
): Promise<Suspended> {
  if (result.state === 'dissolved') {
    await part(team._id, reason, now);
    return result;
  }
  const said = result.state === 'suspended' ? '已暂停' : '已恢复';
  const officers = await officersOf(team._id);
  await send(officers.map(({ accountId }) => teamReviewed(team, accountId, said, reason, nonce, now)));
  return result;
}
