import { Refused } from '#domain/errors';
import { bindingIdOf } from '#domain/ids';
import { nameAlone } from '#domain/names';
import type { Settings } from '#domain/settings';
import { sameText } from '#domain/sha';
import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { _, find, insert } from '../core/database';
import { following, many, ME, one, type Found } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { identityIdOf, seal } from '../core/secrets';
import type { Me } from '../core/use-case';
import type { BindingDocument } from './documents';
import { identityLookUps } from './identities';

/** What staff are asked to look at: the person, their card, and whose the number is. */

/** Looks up whose this number is, in which teams they are, and what the caller has asked before. */
export const askLookUps = (idNumber: string) => ({
  ...following(
    following(identityLookUps(idNumber), ({ identity: { accountId } }) => ({
      holding: many('memberships', 'accountId', accountId, ['receipts']),
    })),
    ({ holding }) => ({ teams: many('teams', '_id', holding.teamId, ['receipts']) }),
  ),
  asked: one('bindings', bindingIdOf(ME)),
});

interface Asking {
  readonly name: string;
  readonly idNumber: string;
  readonly loaded: Found<ReturnType<typeof askLookUps>>;
  /** They have tried to register: staff see them also where the number with this name is nobody's. */
  readonly registers: boolean;
}

interface Call {
  readonly settings: Settings;
  readonly me: Me;
  readonly nonce: string;
  readonly now: Instant;
}

/** Puts the request on the list of those who are to look at it; the same call, sent again, finds it there. */
export async function askStaff(
  { name, idNumber, loaded, registers }: Asking,
  { settings, me, nonce, now }: Call,
): Promise<void> {
  if (receiptFor(loaded.asked, nonce)) return;
  const { holder } = loaded;
  const found = holder?.volunteer && sameText(nameAlone(holder.name), nameAlone(name)) ? holder : null;
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
  const held = found && areas.length > 0 && !office ? areas : [settings.city.id];
  const _id = bindingIdOf(me.accountId);
  const answer = receipt(nonce, { at: now });
  const asked = { from: me.accountId, at: new Date(now), state: 'waiting' as const };
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
  const unknown = registers && { name, areas: held, heldFor: held, registers: identityIdOf(idNumber) };
  const binding = { ...asked, ...(wanted ?? unknown) };
  const before = loaded.asked;
  if (!before) {
    const kept = await insert('bindings', { _id, ...binding, receipts: [answer] });
    if (kept === 'DUPLICATE') throw new Refused('CONFLICT');
    return;
  }
  await writeOnce('bindings', { _id, at: before.at }, { ...nothingAsked(before), ...binding }, answer);
}

/** What was asked before is asked no more. */
const nothingAsked = ({ _id, receipts: _receipts, ...fields }: BindingDocument) =>
  Object.fromEntries(Object.keys(fields).map((field) => [field, _.remove()]));
