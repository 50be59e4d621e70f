import { bindingRefusal, historyRefusal, rebindRefusal, type AccountHistory } from '#domain/accounts/history';
import type { WaitingBinding } from '#domain/accounts/views';
import { refuseIf, Refused, type Refusal } from '#domain/errors';
import { callIdOf, parkedOpenidOf } from '#domain/ids';
import { isOfficer } from '#domain/teams/membership';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, find, update } from '../core/database';
import { count, following, many, needed, one, only, type Found } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { unseal } from '../core/secrets';
import { useCase, type Context } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { AccountDocument } from '../documents';
import { noteTo, queueMessages } from '../messages/outbox';
import { askLookUps, askStaff } from './asking';
import { bindWechat, ownHistory, ownUse, parkAccount } from './bind';
import { renewCodes } from '../teams/codes';
import type { BindingDocument } from './documents';
import { partedFields } from './part';

/**
 * A volunteer with a new WeChat asks for the account of the old one. Whether name and number are anybody's
 * is told to nobody but staff, who see the person and the card before they agree.
 */
export const requestBinding = useCase('binding.request', {
  ask: ({ idNumber }) => ({ ...askLookUps(idNumber), ...ownUse() }),

  async run({ input, loaded, settings, caller, me, nonce, now }) {
    const replay = receiptFor<{ at: number }>(loaded.asked, nonce);
    if (replay) return replay;
    refuseIf(historyRefusal(ownHistory(caller, loaded)));
    await askStaff({ ...input, loaded, registers: false }, { settings, me, nonce, now });
    return { at: now };
  },
});

const SHOWN = 100;

export const waitingBindings = useCase('binding.waiting', {
  ask: () => ({}),

  async run({ caller }) {
    const held = await find('bindings', { heldFor: _.in(caller.duties) }, { limit: SHOWN });
    const oldestFirst = held.sort((a, b) => ms(a.at) - ms(b.at));
    return { bindings: oldestFirst.map(viewOf) };
  },
});

const viewOf = ({ _id, to, name, number, teams, lastActive, at }: BindingDocument): WaitingBinding => ({
  id: _id,
  registers: to === undefined,
  name: name ?? '',
  number: number ?? '',
  teams: teams ?? [],
  at: ms(at),
  lastActive: lastActive ? ms(lastActive) : null,
});

const decidingLookUps = ({ bindingId }: { bindingId: string }) =>
  following({ binding: needed(one('bindings', bindingId)) }, ({ binding: { from, to, registers } }) => ({
    ...following({ identity: one('identities', registers, ['cipher']) }, ({ identity }) => ({
      holder: one('accounts', identity.accountId, ['receipts']),
    })),
    from: one('accounts', from, ['receipts']),
    to: one('accounts', to, ['receipts']),
    toTeams: only(many('memberships', 'accountId', to), ['teamId', 'state', 'role']),
    fromSignups: count('signups', 'liveFor', from),
    fromTeams: many('memberships', 'accountId', from, ['receipts']),
    fromLines: count('hours', 'accountId', from),
    fromKept: count('accounts', 'keptBy', from),
  }));
type Deciding = Context<'binding.decide', ReturnType<typeof decidingLookUps>>;
type State = 'confirmed' | 'refused';

export const decideBinding = useCase('binding.decide', {
  ask: decidingLookUps,
  subject: ({ binding }) => ({ areas: binding.areas ?? [] }),

  async run(context): Promise<{ state: State }> {
    const { input, loaded, me, nonce, now, audit } = context;
    const { binding } = loaded;
    const replay = receiptFor<{ state: State }>(binding, nonce);
    if (replay) {
      await tellRefused(binding, now);
      return replay;
    }
    const { verdict, reason } = input;
    refuseIf(bindingRefusal({ state: binding.state, at: ms(binding.at) }, input));
    if (verdict === 'refuse') await refuseRisky(reason, me.openid, 'profile');
    const state: State = verdict === 'confirm' ? 'confirmed' : 'refused';
    if (state === 'confirmed') refuseIf(agreeRefusal(loaded));
    await audit({
      subject: binding.to ?? '',
      before: { account: binding.to },
      after: { state, parked: binding.from },
      reason,
    });
    if (state === 'confirmed' && binding.to !== undefined) await rebind(context);
    const data = { state, reason, ...noLongerAsked() };
    // Once the account is bound that stands, though another refused at that very moment.
    const asRead = { _id: binding._id, at: binding.at, ...(state === 'refused' && { state: 'waiting' }) };
    const decided = await updateOnce('bindings', asRead, data, receipt(nonce, { state }));
    if (decided === 0) return settleTwin(binding._id, nonce);
    await tellRefused({ ...binding, state, reason }, now);
    return { state };
  },
});

/** Why staff cannot agree; a number that somebody else is registered with is not to be registered once more. */
function agreeRefusal(loaded: Found<ReturnType<typeof decidingLookUps>>): Refusal | null {
  const { binding, identity, holder, to } = loaded;
  if (binding.to !== undefined) return rebindRefusal(to?.volunteer !== undefined, historyOf(loaded));
  const anothers = identity !== undefined && identity.accountId !== binding.from;
  return anothers && holder?.volunteer ? { code: 'ALREADY_REGISTERED' } : null;
}

/** The same tap, sent twice, has its answer; otherwise somebody else was quicker. */
async function settleTwin(bindingId: string, nonce: string): Promise<{ state: State }> {
  const [binding] = await find('bindings', { _id: bindingId }, { limit: 1 });
  const first = receiptFor<{ state: State }>(binding, nonce);
  if (!first) throw new Refused('ALREADY_DECIDED');
  return first;
}

/**
 * Whoever was refused still has the account that they asked with, and can be told. Who was confirmed stands
 * before the officer, and finds everything on the phone.
 */
async function tellRefused({ _id, from, at, state, reason = '' }: BindingDocument, now: Instant) {
  if (state !== 'refused') return;
  const page = 'packages/account/rebind/index';
  const note = {
    about: _id,
    cause: String(ms(at)),
    page,
    title: '换微信的申请',
    state: '没有通过',
    detail: reason,
  };
  await queueMessages([noteTo('reviewed', from, note, now)]);
}

/** What staff needed to decide is nobody's to keep after that. */
const noLongerAsked = () => ({
  heldFor: _.remove(),
  waitingFor: _.remove(),
  wechat: _.remove(),
  name: _.remove(),
  number: _.remove(),
  teams: _.remove(),
  lastActive: _.remove(),
});

/** What hangs by now on the account that asked. */
const historyOf = (found: Found<ReturnType<typeof decidingLookUps>>): AccountHistory => ({
  registrations: found.from?.volunteer ? 1 : 0,
  teams: found.fromTeams.filter((m) => m.state === 'active').length,
  duties: 0,
  signups: found.fromSignups,
  hours: found.fromLines,
  kept: found.fromKept,
});

/** The new WeChat's account is parked, then the old account gets the new WeChat; the old one has none. */
async function rebind({ loaded: { binding, from, to, toTeams }, nonce, now }: Deciding): Promise<void> {
  if (!to || binding.wechat === undefined) throw new Refused('NOT_FOUND');
  const openid = unseal(binding.wechat, binding._id);
  if (to.openid === openid) return;
  const grants = from?.grants;
  // The phone it had may still draw the codes of its teams, as it may its own.
  const led = toTeams.filter(isOfficer);
  await renewCodes(
    led.map(({ teamId }) => teamId),
    now,
  );
  await parkAccount(binding.from, openid, partedFields([], now));
  let bound = await bindTo(to, openid, grants);
  if (bound === 'TAKEN') {
    // A try that died in between, and the new phone opened the mini-program: that account is empty as well.
    const empty = { openid, volunteer: _.exists(false) };
    await update('accounts', empty, {
      openid: parkedOpenidOf(callIdOf(binding._id, nonce)),
      ...partedFields([], now),
    });
    bound = await bindTo(to, openid, grants);
  }
  if (bound === 'BOUND') return;
  // Another officer's tap has bound it; or it went to somebody else, or was given up, at this very moment.
  const [found] = await find('accounts', { _id: to._id }, { limit: 1 });
  if (found?.openid !== openid) throw new Refused('CONFLICT');
}

const bindTo = (
  { _id, openid: before }: AccountDocument,
  openid: string,
  grants: AccountDocument['grants'],
) => bindWechat({ _id, openid: before }, openid, grants);
