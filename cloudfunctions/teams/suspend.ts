import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { dissolveRefusal, moveRefusal, stateAfterMove, type Governing } from '#domain/teams/lifecycle';
import { _, find, update } from '../core/database';
import { many, needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { queueMessages } from '../messages/outbox';
import type { TeamDocument } from './documents';
import { teamReviewed } from './messages';
import { endMemberships } from './part';
import { officersOf } from './people';
import { listedFields, notHeldFields, unlistedFields } from './records';
import { TEAM_BULK } from './views';

type Suspended = Output<'teams.suspend'>;

/** More are not told of one by one. */
const COUNTED_AT_MOST = 50;

const lookUpsFor = ({ teamId }: { teamId: string }) => ({
  team: needed(one('teams', teamId)),
  subTeams: many('teams', 'parentTeamId', teamId, TEAM_BULK),
});
type Governed = Context<'teams.suspend', ReturnType<typeof lookUpsFor>>;

/** Staff stop a team from acting, let it act again, or dissolve it when nothing hangs on it any more. */
export const governTeam = useCase('teams.suspend', {
  ask: lookUpsFor,
  subject: ({ team }) => ({ areas: team.areas }),

  async run(context) {
    const { input, loaded, me, nonce, now, reload, audit } = context;
    const { move, reason } = input;
    const { team } = loaded;
    const replay = receiptFor<Suspended>(team, nonce);
    if (replay) return finish(context, replay);
    refuseIf(moveRefusal(team.state, move, reason));
    if (move === 'dissolve') await needIdle(team, loaded.subTeams, now);

    const state = stateAfterMove(team.state, move) ?? team.state;
    const result: Suspended = { teamId: team._id, state };
    const at = new Date(now);
    await audit({ subject: team._id, before: { state: team.state }, after: { state }, reason });
    const done = await updateOnce(
      'teams',
      { _id: team._id, state: team.state },
      {
        ...fieldsAfter(team, move, at),
        state,
        since: at,
        reason: move === 'lift' ? '' : reason,
      },
      receipt(nonce, result),
    );
    if (done === 1) return finish(context, result);
    const first = receiptFor<Suspended>((await reload()).team, nonce);
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
  refuseIf(dissolveRefusal(activities.length, subs.length));
}

function fieldsAfter(team: TeamDocument, move: Governing, at: Date) {
  switch (move) {
    case 'suspend':
      return { ...unlistedFields(), suspendedIn: team.areas };
    case 'lift':
      return { ...listedFields(team), suspendedIn: _.remove() };
    case 'dissolve':
      return {
        ...unlistedFields(),
        suspendedIn: _.remove(),
        partingAt: at,
        change: _.remove(),
        ...notHeldFields(),
      };
  }
}

/** What follows the state that the team was given; done again by a call sent again, it changes nothing more. */
async function finish(
  { input: { reason }, loaded: { team }, nonce, now }: Governed,
  result: Suspended,
): Promise<Suspended> {
  if (result.state === 'dissolved') {
    await endMemberships(team._id, reason, now);
    return result;
  }
  const said = result.state === 'suspended' ? '已暂停' : '已恢复';
  const officers = await officersOf(team._id);
  await queueMessages(
    officers.map(({ accountId }) => teamReviewed(team, accountId, said, reason, nonce, now)),
  );
  return result;
}
