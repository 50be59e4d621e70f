import type { Caller } from '#domain/accounts/access';
import { refuseIf, Refused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { isAsker } from '#domain/requests/reading';
import { stepRefusal, type Facts } from '#domain/requests/rules';
import type { DeskStep, Step } from '#domain/requests/steps';
import { foundAt, many, ME, needed, one, only, following, type Found } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import { rulesOf } from './ask';
import type { RequestDocument } from './documents';
import { makeStep, type StepDone } from './making';
import { mergeRequests } from './merge';
import { requestOf } from './record';

const wordsIn = (step: Step): string => ('words' in step ? step.words : '');

const aboutRequest = (requestId: string) => ({ request: needed(one('requests', requestId, ['lookers'])) });

/** What somebody does about what they asked for. */
export const stepAsAsker = useCase('requests.asAsker', {
  ask: ({ requestId }) => aboutRequest(requestId),

  async run({ input: { step }, loaded, caller, settings, me, nonce, now, reload }) {
    const desk = loaded.request.areas.some((area) => caller.duties.includes(area));
    if (!isAsker(loaded.request, me.accountId, desk)) throw new Refused('NOT_FOUND');
    await refuseRisky(wordsIn(step), me.openid, 'post');
    const again = async () => ({ document: (await reload()).request, facts: {} });
    return makeStep({
      step,
      part: 'asker',
      settings,
      me,
      nonce,
      now,
      document: loaded.request,
      facts: {},
      again,
    });
  },
});

/** What somebody does who goes there, or wants to. */
export const stepAsGoer = useCase('requests.asGoer', {
  ask: ({ requestId }) => ({
    ...aboutRequest(requestId),
    mine: only(many('requests', 'goers', ME), ['state', 'holder']),
  }),

  async run({ input: { step }, loaded, settings, me, nonce, now, reload }) {
    // What is not offered is for whoever goes there; who comes too late is told so where they saw it offered.
    const offered = step.kind === 'claim' && loaded.request.state === 'offered';
    const concerned = offered || loaded.request.going.includes(me.accountId);
    if (!concerned && !receiptFor(loaded.request, nonce)) throw new Refused('NOT_FOUND');
    await refuseRisky(wordsIn(step), me.openid, 'post');
    const factsIn = ({ mine }: typeof loaded): Facts => ({
      claims: mine.filter(({ state, holder }) => state !== 'done' && holder === me.accountId).length,
    });
    const again = async () => {
      const found = await reload();
      return { document: found.request, facts: factsIn(found) };
    };
    const facts = factsIn(loaded);
    return makeStep({ step, part: 'goer', settings, me, nonce, now, document: loaded.request, facts, again });
  },
});

/** What a team's leaders do about what it is asked, or has. */
export const stepAsTeam = useCase('requests.asTeam', {
  ask: ({ requestId, step }) =>
    following(aboutRequest(requestId), ({ request }) => ({
      members: only(
        many(
          'memberships',
          '_id',
          namedIn(step).map((each) => membershipIdOf(foundAt(request.teamId), each)),
        ),
        ['accountId', 'state'],
      ),
    })),
  subject: ({ request: { teamId, history } }) => ({ teamId: teamId === '' ? lastTeamIn(history) : teamId }),

  async run({ input: { step }, loaded, settings, me, nonce, now, reload }) {
    await refuseRisky(wordsIn(step), me.openid, 'post');
    const factsIn = ({ members }: typeof loaded): Facts => ({
      members: members.filter(({ state }) => state === 'active').map(({ accountId }) => accountId),
    });
    const again = async () => {
      const found = await reload();
      return { document: found.request, facts: factsIn(found) };
    };
    const facts = factsIn(loaded);
    return makeStep({ step, part: 'team', settings, me, nonce, now, document: loaded.request, facts, again });
  },
});

const namedIn = (step: object): readonly string[] =>
  'going' in step ? (step as { going: readonly string[] }).going : [];

/** Who gave it back still hears of the answer to a call that is sent again. */
const lastTeamIn = (history: RequestDocument['history']): string =>
  [...history].reverse().find(({ teamId }) => teamId !== undefined)?.teamId ?? '';

const aboutDeskStep = (requestId: string, step: DeskStep) => ({
  ...aboutRequest(requestId),
  team: only(one('teams', step.kind === 'dispatch' ? step.teamId : ''), ['state', 'areas']),
  other: one('requests', step.kind === 'merge' ? step.withId : '', ['lookers']),
});
type DeskFound = Found<ReturnType<typeof aboutDeskStep>>;

/** What the desk of its areas does. */
export const stepAsDesk = useCase('requests.asDesk', {
  ask: ({ requestId, step }) => aboutDeskStep(requestId, step),
  subject: ({ request: { areas } }) => ({ areas }),

  async run({ input: { step }, loaded, caller, settings, me, nonce, now, reload, audit }) {
    await refuseRisky(wordsIn(step), me.openid, 'post');
    const { request } = loaded;
    const done = receiptFor<StepDone>(request, nonce) ?? receiptFor<StepDone>(loaded.other, nonce);
    if (done) return done;
    const facts = deskFacts(loaded, step, caller);
    const actor = { accountId: me.accountId, part: 'desk' as const };
    refuseIf(stepRefusal(requestOf(request), step, actor, facts, rulesOf(settings), now));
    const after = { step: step.kind, ...(step.kind === 'dispatch' && { teamId: step.teamId }) };
    await audit({ subject: request._id, before: { state: request.state }, after, reason: wordsIn(step) });
    const again = async () => {
      const found = await reload();
      return { document: found.request, facts: deskFacts(found, step, caller) };
    };
    const making = { part: 'desk' as const, settings, me, nonce, now, document: request, facts, again };
    return step.kind === 'merge'
      ? mergeRequests({ ...making, step }, loaded.other)
      : makeStep({ ...making, step });
  },
});

function deskFacts({ team, other }: DeskFound, step: DeskStep, caller: Caller): Facts {
  const mine = step.kind === 'dispatch' && caller.leads.includes(step.teamId);
  const within = other?.areas.some((area) => caller.duties.includes(area)) === true;
  return {
    ...(team && { team: { active: team.state === 'active', areas: team.areas, mine } }),
    ...(other && within && { other: requestOf(other) }),
  };
}
