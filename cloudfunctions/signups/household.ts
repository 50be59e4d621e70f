import { _ } from '../core/database';
import { following, many, ME, only } from '../core/loading';
import type { AccountDocument, SignupDocument, SlotDocument } from '../documents';

/** Who of a household has places in a slot: whoever books for relatives, and they. */

const HELD = ['slotId', 'accountId', 'state', 'party'] as const;

export const householdLookUps = () => ({
  ...following({ kin: only(many('accounts', 'keptBy', ME), ['keptBy']) }, ({ kin }) => ({
    kinLive: only(many('signups', 'liveFor', kin._id), HELD),
  })),
  ownLive: only(many('signups', 'liveFor', ME), HELD),
});

type LiveOfKin = Pick<SignupDocument, (typeof HELD)[number]>;
export interface Household {
  readonly person: Pick<AccountDocument, '_id' | 'keptByTeam'>;
  readonly kin: readonly { readonly _id: string }[];
  readonly slot: SlotDocument;
  readonly kinLive: readonly LiveOfKin[];
  readonly ownLive: readonly LiveOfKin[];
}

/** The others of this person's household; of somebody whom a team registered nobody. */
const othersOf = ({ person, kin }: Household, me: string): string[] =>
  person.keptByTeam === undefined
    ? [me, ...kin.map(({ _id }) => _id)].filter((accountId) => accountId !== person._id)
    : [];

export const isAlone = (found: Household, me: string): boolean => othersOf(found, me).length === 0;

/** How many people of them have places, or wait for one. */
export function householdHolds(found: Household, me: string): number {
  const { roster, _id: slotId } = found.slot;
  const waiting = [...found.ownLive, ...found.kinLive].filter(
    (signup) => signup.slotId === slotId && signup.state === 'waiting',
  );
  const held = othersOf(found, me).map(
    (accountId) => (roster[accountId] ?? waiting.find((s) => s.accountId === accountId))?.party ?? 0,
  );
  return held.reduce((sum, party) => sum + party, 0);
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
