import { _ } from '../core/database';
import { many, ME, only } from '../core/loading';
import type { AccountDocument, SignupDocument, SlotDocument } from '../documents';

/** Who of a household has places in a slot: whoever books for relatives, and they. */

export const householdLookUps = () => ({ kin: only(many('accounts', 'keptBy', ME), ['keptBy']) });

interface Household {
  readonly person: Pick<AccountDocument, '_id' | 'keptByTeam'>;
  readonly kin: readonly { readonly _id: string }[];
  readonly slot: SlotDocument;
  readonly waiting: readonly Pick<SignupDocument, 'accountId' | 'party'>[];
}

/** The others of this person's household; of somebody whom a team registered nobody. */
const othersOf = ({ person, kin }: Household, me: string): string[] =>
  person.keptByTeam === undefined
    ? [me, ...kin.map(({ _id }) => _id)].filter((accountId) => accountId !== person._id)
    : [];

/** How many people of them have places, or wait for one. */
export function householdHolds(found: Household, me: string): number {
  const others = othersOf(found, me);
  const held = others.map((accountId) => found.slot.roster[accountId]?.party ?? 0);
  const wait = found.waiting.filter((s) => others.includes(s.accountId) && !found.slot.roster[s.accountId]);
  return [...held, ...wait.map(({ party }) => party)].reduce((sum, party) => sum + party, 0);
}

/** That they hold what was read: those who book for several at once come one after the other. */
export function asHouseholdWas(found: Household, me: string): Record<string, unknown> {
  if (found.slot.kind === 'shift') return {};
  const { roster } = found.slot;
  const asRead = (accountId: string): [string, unknown] => {
    const party = roster[accountId]?.party;
    return party === undefined
      ? [`roster.${accountId}`, _.exists(false)]
      : [`roster.${accountId}.party`, party];
  };
  return Object.fromEntries<unknown>(othersOf(found, me).map(asRead));
}
