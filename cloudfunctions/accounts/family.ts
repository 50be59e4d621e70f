import { keeperRefusal, presenceRefusal } from '#domain/accounts/leaving';
import type { KeptPerson } from '#domain/accounts/views';
import type { Output } from '#domain/contract';
import { refuseIf, Refused, unlessRefused } from '#domain/errors';
import { freeSeats, goneOpenidOf, keptIdOf } from '#domain/ids';
import { keyIn, withKey } from '#domain/unique';
import { insert, update } from '../core/database';
import { many, ME, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { AccountDocument } from '../documents';
import { unboundAccount } from './fresh';
import { isPresent, liveSignupsOf } from './leave';
import { leavePlaces, partedFields } from './part';

/** Relatives without a phone: accounts that nobody's WeChat is bound to, kept by who books for them. */

const ownRelatives = () => many('accounts', 'keptBy', ME, ['receipts']);

const viewOf = ({ _id, name, phone, relation }: AccountDocument): KeptPerson => ({
  id: _id,
  name,
  phone,
  relation: relation ?? '',
});

export const keptPeople = useCase('people.list', {
  ask: () => ({ kept: ownRelatives() }),

  run({ loaded, settings }) {
    const oldestFirst = [...loaded.kept].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    return Promise.resolve({ people: oldestFirst.map(viewOf), atMost: settings.accounts.keptAtMost });
  },
});

const textOf = ({ name, relation }: { name: string; relation: string }): string => `${name}\n${relation}`;

export const addRelative = useCase('people.add', {
  ask: (_input, me, nonce) => ({ kept: ownRelatives(), same: one('accounts', keptIdOf(me.identity, nonce)) }),

  async run({ input, loaded, settings, me, nonce, now, reload }): Promise<Output<'people.add'>> {
    const personId = keptIdOf(me.identity, nonce);
    if (loaded.same) return { personId };
    await refuseRisky(textOf(input), me.openid, 'profile');
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
      if (again.same) return { personId };
      ({ kept } = again);
    }
  },
});

export const editRelative = useCase('people.edit', {
  ask: ({ personId }) => ({ person: one('accounts', personId) }),

  async run({ input, loaded, me, nonce }) {
    const { personId, ...words } = input;
    const person = unlessRefused(loaded.person, keeperRefusal(loaded.person, me.accountId));
    if (receiptFor(person, nonce)) return { personId };
    await refuseRisky(textOf(words), me.openid, 'profile');
    const held = { _id: personId, keptBy: me.accountId };
    await writeOnce('accounts', held, words, receipt(nonce, { personId }));
    return { personId };
  },
});

export const removeRelative = useCase('people.remove', {
  ask: ({ personId }) => ({ person: one('accounts', personId), ...liveSignupsOf(personId) }),

  async run({ input: { personId }, loaded, me, nonce, now }) {
    const gone = goneOpenidOf(me.identity, nonce);
    if (loaded.person?.openid === gone) return { personId };
    refuseIf(keeperRefusal(loaded.person, me.accountId));
    refuseIf(presenceRefusal(isPresent(loaded)));
    const held = { _id: personId, keptBy: me.accountId };
    await update('accounts', held, { openid: gone, ...partedFields([], now) });
    await leavePlaces(loaded.live, now);
    return { personId };
  },
});
