import type { Refusal } from '../errors';
import { nameAlone } from '../names';
import { stationRefusal } from '../stations/rules';
import { categoryRefusal } from '../refusals';
import type { Settings } from '../settings';
import { moveRefusal, type TeamState } from './lifecycle';
import { seatRefusal } from './membership';

/** Null when a team of this category can be at home at this station. */
export const homeRefusal = (
  station: { readonly closed: boolean },
  category: string,
  { teamCategories }: Pick<Settings, 'teamCategories'>,
): Refusal | null => stationRefusal(station) ?? categoryRefusal(teamCategories, category);

/** Null when this account may mend the team and send it again. To others there is no such team. */
export function resubmitRefusal(
  team: { readonly state: TeamState; readonly founderId: string } | undefined,
  accountId: string,
): Refusal | null {
  return team?.founderId === accountId ? moveRefusal(team.state, 'resubmit', '') : { code: 'NOT_FOUND' };
}

/** Null when this is whom staff mean: the name is asked for too, a digit amiss would make a stranger the leader. */
export const namedLeaderRefusal = (leader: { readonly name: string } | undefined, name: string) =>
  leader && nameAlone(leader.name) === nameAlone(name) ? null : ({ code: 'NOT_FOUND' } satisfies Refusal);

/** Who is to lead a team. */
export interface LeaderToBe {
  /** Has a seat in it: a try to open it was broken off. */
  readonly isSeated: boolean;
  /** How many teams they are active in. */
  readonly held: number;
}

/** Null when there is a seat for who is to lead the team. */
export const leaderSeatRefusal = ({ isSeated, held }: LeaderToBe, atMost: number): Refusal | null =>
  isSeated ? null : seatRefusal(held, atMost);

/** Null when the team can be opened. A founder who has given up the account or the registration leads nothing. */
export const openingRefusal = (registered: boolean, leader: LeaderToBe, atMost: number): Refusal | null =>
  registered ? leaderSeatRefusal(leader, atMost) : { code: 'NOT_FOUND' };
