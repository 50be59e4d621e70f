import { serves, type Caller } from '#domain/accounts/access';
import { refuseIf, Refused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { isAsker } from '#domain/requests/reading';
import { stepRefusal, type Facts } from '#domain/requests/rules';
import type { DeskStep, Step } from '#domain/requests/steps';
import { foundAt, many, ME, needed, one, only, following, type Found, type Wanted } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { RequestDocument } from './documents';
import { makeStep, type Making, type StepDone } from './making';
import { mergeRequests } from './merge';
import { lastTeam, requestOf } from './record';

const wordsIn = (step: Step): string => ('words' in step ? step.words : '');

const aboutRequest = (requestId: string) => ({ request: needed(one('requests', requestId, ['lookers'])) });

/** A call of an action that makes a step, as far as every such call is alike. */
interface Stepping<L> extends Pick<Making, 'settings' | 'me' | 'nonce' | 'now'> {
  readonly loaded: L;
  readonly reload: () => Promise<L>;
}

/** What a step is made with: as it was loaded, and again as it stands once somebody was quicker. */
function makingOf<L extends { readonly request: RequestDocument }, P extends Making['part']>(
  { loaded, settings, me, nonce, now, reload }: Stepping<L>,
  part: P,
  factsIn: (found: L) => Facts,
) {
  const seen = (found: L) => ({ document: found.request, facts: factsIn(found) });
  return { part, settings, me, nonce, now, ...seen(loaded), again: async () => seen(await reload()) };
}

/** What somebody does about what they asked for; of a call whoever of the desk telephones with them. */
export const stepAsAsker = useCase('requests.asAsker', {
  ask: ({ requestId }) => aboutRequest(requestId),

  async run(context) {
    const { input, loaded, caller, me, audit } = context;
    const { request } = loaded;
    if (!isAsker(request, me.accountId, serves(caller, request.areas))) throw new Refused('NOT_FOUND');
    await refuseRisky(wordsIn(input.step), me.openid, 'post');
    const making = { ...makingOf(context, 'asker', () => ({})), step: input.step };
    return request.askers.includes(me.accountId) ? makeStep(making) : asStaff(making, audit);
  },
});

/** What somebody does who goes there, or wants to. */
export const stepAsGoer = useCase('requests.asGoer', {
  ask: ({ requestId }) => ({
    ...aboutRequest(requestId),
    mine: only(many('requests', 'goers', ME), ['state', 'holder']),
  }),

  async run(context) {
    const { input, loaded, me, nonce } = context;
    const { step } = input;
    // What is not offered is for whoever goes there; who comes too late is told so where they saw it offered.
    const offered = step.kind === 'claim' && loaded.request.state === 'offered';
    const concerned = offered || loaded.request.going.includes(me.accountId);
    if (!concerned && !receiptFor(loaded.request, nonce)) throw new Refused('NOT_FOUND');
    await refuseRisky(wordsIn(step), me.openid, 'post');
    const making = makingOf(context, 'goer', ({ mine }) => ({
      claims: mine.filter(({ state, holder }) => state !== 'done' && holder === me.accountId).length,
    }));
    return makeStep({ ...making, step });
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
  // Who gave it back still hears of the answer to a call that is sent again.
  subject: ({ request }) => ({ teamId: request.teamId === '' ? (lastTeam(request) ?? '') : request.teamId }),

  async run(context) {
    const { step } = context.input;
    await refuseRisky(wordsIn(step), context.me.openid, 'post');
    const making = makingOf(context, 'team', ({ members }) => ({
      members: members.filter(({ state }) => state === 'active').map(({ accountId }) => accountId),
    }));
    return makeStep({ ...making, step });
  },
});

const namedIn = (step: object): readonly string[] =>
  'going' in step ? (step as { going: readonly string[] }).going : [];

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

  async run(context) {
    const { input, loaded, caller, me, nonce, audit } = context;
    const { step } = input;
    await refuseRisky(wordsIn(step), me.openid, 'post');
    // Of two that became one the other keeps the answer.
    const done = receiptFor<StepDone>(loaded.other, nonce);
    if (done) return done;
    const making = makingOf(context, 'desk', (found) => deskFacts(found, step, caller));
    return step.kind === 'merge'
      ? asStaff({ ...making, step }, audit, (merging) => mergeRequests(merging, loaded.other))
      : asStaff({ ...making, step }, audit);
  },
});

/** What staff do stands in the log before it is done; what is refused does not. */
async function asStaff<S extends Step>(
  making: Making<S>,
  audit: Context<'requests.asDesk', Wanted>['audit'],
  make: (making: Making<S>) => Promise<StepDone> = makeStep,
): Promise<StepDone> {
  const { step, part, me, nonce, document, facts, settings, now } = making;
  const done = receiptFor<StepDone>(document, nonce);
  if (done) return done;
  refuseIf(stepRefusal(requestOf(document), step, { accountId: me.accountId, part }, facts, settings, now));
  const after = { step: step.kind, ...(step.kind === 'dispatch' && { teamId: step.teamId }) };
  await audit({ subject: document._id, before: { state: document.state }, after, reason: wordsIn(step) });
  return make(making);
}

function deskFacts({ team, other }: DeskFound, step: DeskStep, caller: Caller): Facts {
  const mine = step.kind === 'dispatch' && caller.leads.includes(step.teamId);
  return {
    ...(team && { team: { active: team.state === 'active', areas: team.areas, mine } }),
    ...(other && serves(caller, other.areas) && { other: requestOf(other) }),
  };
}
