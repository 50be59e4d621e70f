import { keyIn } from '#domain/unique';
import { each, isGone, isSomebody, type Invariant } from './kept';

/** I11: nothing of a person outlives the account. */
const gone: Invariant = (kept) =>
  each(kept.all('accounts'), (account) => {
    if (!isGone(account)) return false;
    const { _id, openid: _openid, createdAt: _created, receipts = [], ...rest } = account;
    const { name, phone, duties, number, keptSeat, ...more } = rest;
    const left = [name, phone, ...duties, keyIn(number), keyIn(keptSeat), ...Object.keys(more)].filter(
      Boolean,
    );
    return (left.length > 0 || receipts.length > 1) && `${_id}: gone, and keeps ${left.join(' ')}`;
  });

/** Whoever is a volunteer has one number and one identity, and nobody else has. */
const registrations: Invariant = (kept) => [
  ...each(kept.all('accounts'), ({ _id, volunteer, number }) => {
    const own = kept.all('identities').filter(({ accountId }) => accountId === _id);
    const count = volunteer ? 1 : 0;
    if (Number(keyIn(number) !== null) !== count)
      return `${_id}: ${count} registration, number ${keyIn(number) ?? '-'}`;
    return own.length !== count && `${_id}: ${count} registration, ${own.length} identities`;
  }),
  ...each(
    kept.all('identities'),
    ({ _id, accountId, cipher }) =>
      (!isSomebody(kept, accountId) || cipher === undefined) && `${_id}: an ID number of nobody's`,
  ),
];

/** Who is kept is kept by somebody; whoever is kept by nobody has a WeChat. */
const kept: Invariant = (all) =>
  each(all.all('accounts'), (account) => {
    const { _id, openid, keptBy, keptByTeam, keptSeat } = account;
    if (isGone(account)) return false;
    if ((keptBy !== undefined) !== (keyIn(keptSeat) !== null)) return `${_id}: a relative without a seat`;
    if (keptBy !== undefined && !isSomebody(all, keptBy)) return `${_id}: a relative of nobody's`;
    const bound = !openid.startsWith('none:');
    return (
      bound === (keptBy !== undefined || keptByTeam !== undefined) && `${_id}: ${bound ? 'kept' : 'lost'}`
    );
  });

/** A request to be bound is of somebody's, and what staff need stands in it while it waits alone. */
const bindings: Invariant = (all) =>
  each(all.all('bindings'), ({ _id, from, to, state, heldFor, wechat }) => {
    const waits = state === 'waiting' && to !== undefined;
    // Parked for it, by a verdict that was broken off and that staff can give again.
    if (waits && all.get('accounts', from)?.openid.startsWith('gone:')) return `${_id}: asked by nobody`;
    return waits !== (heldFor !== undefined && wechat !== undefined) && `${_id}: ${state}, on a list`;
  });

export const people = { gone, registrations, kept, bindings };
