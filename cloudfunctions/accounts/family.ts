import type { KeptPerson } from '#domain/accounts/views';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { freeSeats, goneOpenidOf, keptIdOf } from '#domain/ids';
import { keyIn, withKey } from '#domain/unique';
import { insert, update } from '../core/database';
import { byId, having, ME } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { AccountDocument } from '../documents';
import { unboundAccount } from './fresh';
import { isPresent, leave, liveOf, wiped } from './leave';

/** Relatives without a phone: accounts that nobody's WeChat is bound to, kept by who books for them. */

const mine = () => having('accounts', 'keptBy', ME, ['receipts']);

const viewOf = ({ _id, name, phone, relation }: AccountDocument): KeptPerson => ({
  id: _id,
  name,
  phone,
  relation: relation ?? '',
});

export const list = useCase('people.list', {
  ask: () => ({ kept: mine() }),

  run({ loaded, settings }) {
    const oldestFirst = [...loaded.kept].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    return Promise.resolve({ people: oldestFirst.map(viewOf), atMost: settings.accounts.keptAtMost });
  },
});

async function check({ name, relation }: { name: string; relation: string }, openid: string): Promise<void> {
  if ((await checkText(`${name}\n${relation}`, openid, 'profile')) === 'risky')
    throw new Refused('CONTENT_REFUSED');
}

export const add = useCase('people.add', {
  ask: (_input, me, nonce) => ({ kept: mine(), same: byId('accounts', keptIdOf(me.identity, nonce)) }),

  async run({ input, loaded, settings, me, nonce, now, reload }): Promise<Output<'people.add'>> {
    const personId = keptIdOf(me.identity, nonce);
    if (loaded.same.length > 0) return { personId };
    await check(input, me.openid);
    let { kept } = loaded;
    for (;;) {
      // The unique seat lets no two at once be one too many.
      const taken = kept.map((person) => keyIn(person.keptSeat));
      const [seat] = freeSeats(me.accountId, taken, settings.accounts.keptAtMost);
      if (seat === undefined) throw new Refused('TOO_MANY_PEOPLE', { max: settings.accounts.keptAtMost });
      const kin = { ...input, keptBy: me.accountId, keptSeat: withKey(personId, seat) };
      const person = { ...unboundAccount(personId, new Date(now)), ...kin };
      if ((await insert('accounts', person)) === 'INSERTED') return { personId };
      const again = await reload();
      if (again.same.length > 0) return { personId };
      ({ kept } = again);
    }
  },
});

export const edit = useCase('people.edit', {
  ask: ({ personId }) => ({ person: byId('accounts', personId) }),

  async run({ input, loaded, me, nonce }) {
    const { personId, ...words } = input;
    const [person] = loaded.person;
    if (person?.keptBy !== me.accountId) throw new Refused('NOT_FOUND');
    if (receiptFor(person, nonce)) return { personId };
    await check(words, me.openid);
    const held = { _id: personId, keptBy: me.accountId };
    const data = { ...words, receipts: keepReceipt(nonce, { personId }) };
    if ((await update('accounts', held, data)) === 0) throw new Refused('NOT_FOUND');
    return { personId };
  },
});

export const remove = useCase('people.remove', {
  ask: ({ personId }) => ({ person: byId('accounts', personId), ...liveOf(personId) }),

  async run({ input: { personId }, loaded, me, nonce, now }) {
    const [person] = loaded.person;
    const gone = goneOpenidOf(me.identity, nonce);
    if (person?.openid === gone) return { personId };
    if (person?.keptBy !== me.accountId) throw new Refused('NOT_FOUND');
    if (isPresent(loaded)) throw new Refused('STILL_PRESENT');
    await leave([personId], loaded, false, now);
    await update('accounts', { _id: personId, keptBy: me.accountId }, { openid: gone, ...wiped([]) });
    return { personId };
  },
});
