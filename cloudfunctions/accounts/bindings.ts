import { nameAlone } from '#domain/names';
import type { WaitingBinding } from '#domain/accounts/views';
import { Refused } from '#domain/errors';
import { bindingIdOf, callIdOf, parkedOpenidOf } from '#domain/ids';
import { sameText } from '#domain/sha';
import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { ms } from '../core/clock';
import { _, find, put, update } from '../core/database';
import { byId, ME, via, type Loaded } from '../core/question';
import { keepReceipt, receipt, receiptFor } from '../core/receipts';
import { requireKeys, seal, unseal } from '../core/secrets';
import { useCase, type Context } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { AccountDocument } from '../documents';
import { noteTo, send } from '../messages/outbox';
import { bind, ownHistory, park, refuseHistory } from './bind';
import type { BindingDocument } from './documents';
import { identityIdOf } from './identities';
import { wiped } from './leave';

/**
 * A volunteer with a new WeChat asks for the account of the old one. Whether name and number are anybody's
 * is told to nobody but staff, who see the person and the card before they agree.
 */
export const request = useCase('binding.request', {
  ask: ({ idNumber }) => {
    requireKeys();
    return {
      identity: byId('identities', identityIdOf(idNumber), ['cipher']),
      holder: via('accounts', '_id', 'identity.accountId', ['receipts']),
      holding: via('memberships', 'accountId', 'identity.accountId', ['receipts']),
      teams: via('teams', '_id', 'holding.teamId', ['receipts']),
      before: byId('bindings', bindingIdOf(ME)),
      ...ownHistory(),
    };
  },

  async run({ input, loaded, settings, caller, me, nonce, now }) {
    const replay = receiptFor<{ at: number }>(loaded.before[0], nonce);
    if (replay) return replay;
    refuseHistory(caller, loaded);
    const [holder] = loaded.holder;
    const found =
      holder?.volunteer && sameText(nameAlone(holder.name), nameAlone(input.name)) ? holder : null;
    // Asked whether there is anybody or not: an answer that came sooner would tell.
    const options = {
      order: [
        ['accountId', 'asc'],
        ['at', 'desc'],
      ],
      limit: 1,
    } as const;
    const [latest] = await find('signups', { accountId: found?._id ?? 'none' }, options);
    const active = loaded.holding.filter((m) => m.state === 'active').map((m) => m.teamId);
    const teams = loaded.teams.filter((team) => active.includes(team._id));
    const areas = [...new Set(teams.flatMap((team) => team.areas))];
    // Who stands above others is nobody's to hand out but the city's.
    const office = (found?.duties.length ?? 0) > 0;
    const held = areas.length > 0 && !office ? areas : [settings.city.id];
    const _id = bindingIdOf(me.accountId);
    const asked = { _id, from: me.accountId, at: new Date(now), state: 'waiting' as const };
    const wanted = found && {
      to: found._id,
      name: found.name,
      number: keyIn(found.number) ?? '',
      teams: teams.map((team) => team.name),
      areas: held,
      heldFor: held,
      waitingFor: found._id,
      wechat: seal(me.openid, _id),
      ...(latest && { lastActive: latest.at }),
    };
    await put('bindings', { ...asked, ...wanted, receipts: [receipt(nonce, { at: now })] });
    return { at: now };
  },
});

const SHOWN = 100;

export const waiting = useCase('binding.waiting', {
  ask: () => ({}),

  async run({ caller }) {
    const held = await find('bindings', { heldFor: _.in(caller.duties) }, { limit: SHOWN });
    const oldestFirst = held.sort((a, b) => ms(a.at) - ms(b.at));
    return { bindings: oldestFirst.map(viewOf) };
  },
});

const viewOf = ({ _id, name, number, teams, lastActive, at }: BindingDocument): WaitingBinding => ({
  id: _id,
  name: name ?? '',
  number: number ?? '',
  teams: teams ?? [],
  at: ms(at),
  lastActive: lastActive ? ms(lastActive) : null,
});

const question = (bindingId: string) => ({
  binding: byId('bindings', bindingId),
  from: via('accounts', '_id', 'binding.from', ['receipts']),
  to: via('accounts', '_id', 'binding.to', ['receipts']),
  fromSignups: via('signups', 'liveFor', 'binding.from', ['receipts']),
  fromTeams: via('memberships', 'accountId', 'binding.from', ['receipts']),
  fromLines: via('hours', 'accountId', 'binding.from'),
  fromKept: via('accounts', 'keptBy', 'binding.from', ['receipts']),
});
type Q = ReturnType<typeof question>;
type State = 'confirmed' | 'refused';

export const decide = useCase('binding.decide', {
  ask: ({ bindingId }) => question(bindingId),
  subject: ({ binding: [binding] }) => ({ areas: binding?.areas ?? [] }),

  async run(context): Promise<{ state: State }> {
    const { input, loaded, me, nonce, now, audit } = context;
    const [binding] = loaded.binding;
    if (!binding) throw new Refused('NOT_FOUND');
    const replay = receiptFor<{ state: State }>(binding, nonce);
    if (replay) {
      await tellRefused(binding, now);
      return replay;
    }
    if (binding.state !== 'waiting') throw new Refused('ALREADY_DECIDED');
    const { verdict, reason, at = ms(binding.at) } = input;
    if (at !== ms(binding.at)) throw new Refused('CONFLICT');
    if (verdict === 'refuse') await checkReason(reason, me.openid);
    const state: State = verdict === 'confirm' ? 'confirmed' : 'refused';
    if (state === 'confirmed') refuseUnfit(loaded);
    await audit({
      subject: binding.to ?? '',
      before: { account: binding.to },
      after: { state, parked: binding.from },
      reason,
    });
    if (state === 'confirmed') await rebind(context, binding);
    const data = { state, reason, ...noLongerAsked(), receipts: keepReceipt(nonce, { state }) };
    // Once the account is bound that stands, though another refused at that very moment.
    const asRead = { _id: binding._id, at: binding.at, ...(state === 'refused' && { state: 'waiting' }) };
    if ((await update('bindings', asRead, data)) === 0) return settleTwin(binding._id, nonce);
    await tellRefused({ ...binding, state, reason }, now);
    return { state };
  },
});

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
  await send([noteTo('reviewed', from, note, now)]);
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

async function checkReason(reason: string, openid: string): Promise<void> {
  if (reason === '') throw new Refused('REASON_NEEDED');
  if ((await checkText(reason, openid, 'profile')) === 'risky') throw new Refused('CONTENT_REFUSED');
}

/** What has been used since it asked is nobody's to throw away; what was given up is nobody's to have. */
function refuseUnfit(found: Loaded<Q>): void {
  const [from] = found.from;
  if (!found.to[0]?.volunteer) throw new Refused('NOT_FOUND');
  const inTeam = found.fromTeams.some((m) => m.state === 'active');
  const used = [found.fromSignups, found.fromLines, found.fromKept].some((list) => list.length > 0);
  if (from?.volunteer || inTeam || used) throw new Refused('HAS_HISTORY');
}

/** The new WeChat's account is parked, then the old account gets the new WeChat; the old one has none. */
async function rebind({ loaded, nonce }: Context<'binding.decide', Q>, binding: BindingDocument) {
  const [to] = loaded.to;
  if (!to || binding.wechat === undefined) throw new Refused('NOT_FOUND');
  const openid = unseal(binding.wechat, binding._id);
  if (to.openid === openid) return;
  const grants = loaded.from[0]?.grants;
  await park(binding.from, openid, wiped([]));
  let bound = await bindTo(to, openid, grants);
  if (bound === 'TAKEN') {
    // A try that died in between, and the new phone opened the mini-program: that account is empty as well.
    const empty = { openid, volunteer: _.exists(false) };
    await update('accounts', empty, { openid: parkedOpenidOf(callIdOf(binding._id, nonce)), ...wiped([]) });
    bound = await bindTo(to, openid, grants);
  }
  if (bound === 'BOUND') return;
  // Another officer's tap has bound it; or it went to somebody else, or was given up, at this very moment.
  const [now] = await find('accounts', { _id: to._id }, { limit: 1 });
  if (now?.openid !== openid) throw new Refused('CONFLICT');
}

const bindTo = (
  { _id, openid: before }: AccountDocument,
  openid: string,
  grants: AccountDocument['grants'],
) => bind({ _id, openid: before }, openid, grants);
