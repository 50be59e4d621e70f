import { volunteerNumberOf } from '#domain/accounts/registration';
import { accountIdOf, membershipIdOf, teamMembersIdOf } from '#domain/ids';
import { nameGrams, grams } from '#domain/stations/rules';
import { spreadAround } from '#domain/geo';
import { withKey } from '#domain/unique';
import { digest } from '#domain/sha';
import { identityIdOf } from '../../cloudfunctions/core/secrets';
import type { Documents } from '../../cloudfunctions/documents';
import { idNumberOf } from '../people';
import type { Home } from './homes';
import { like } from './likeness';
import type { Sample } from './sample';

export const openidAt = (i: number): string => `loaded-${i}`;
export const accountAt = (i: number): string => accountIdOf(openidAt(i));
const nameAt = (i: number): string => `居民${i}`;

/** Born on one day are as many as an order can tell apart. */
const BORN_TOGETHER = 10_000;

/** People and teams like those of the sample. */
export class People {
  private readonly numbers = new Set<string>();

  constructor(private readonly sample: Sample) {}

  account(i: number): Documents['accounts'] {
    const { account } = this.sample;
    const [, number = ''] = account.number;
    const _id = accountAt(i);
    const own = this.freeNumber(_id);
    return {
      ...like(account, {
        names: [
          [account._id, _id],
          [number, own],
        ],
      }),
      openid: openidAt(i),
      name: nameAt(i),
      registrant: digest(`registrant:${_id}`),
    };
  }

  identity(i: number): Documents['identities'] {
    const { identity } = this.sample;
    const year = 1950 + Math.floor(i / BORN_TOGETHER);
    return { ...identity, _id: identityIdOf(idNumberOf(`${year}-05-01`)), accountId: accountAt(i) };
  }

  /** In a team that they do not lead. */
  member(i: number, teamId: string): Documents['memberships'] {
    const { member, team } = this.sample;
    return this.seated(member, team._id, i, teamId, 2);
  }

  leader(i: number, teamId: string): Documents['memberships'] {
    const { leader, team } = this.sample;
    return this.seated(leader, team._id, i, teamId, 1);
  }

  team(teamId: string, leader: number, name: string, home: Home): Documents['teams'] {
    const { team } = this.sample;
    const leaderId = accountAt(leader);
    const { longitude, latitude } = spreadAround(home.place, teamId);
    return {
      ...like(team, {
        names: [
          [team._id, teamId],
          [team.leaderId, leaderId],
        ],
      }),
      name,
      grams: nameGrams(name),
      stationId: home.stationId,
      stationName: home.name,
      place: home.place,
      areas: [...home.areas],
      spot: { type: 'Point', coordinates: [longitude, latitude] },
    };
  }

  /** How many are in a team, as it is kept. */
  members(teamId: string, many: number): Documents['tallies'] {
    return { ...this.sample.members, _id: teamMembersIdOf(teamId), sums: { members: many } };
  }

  /** A volunteer may have drawn the number of another. */
  private freeNumber(accountId: string): string {
    for (let attempt = 0; ; attempt += 1) {
      const number = volunteerNumberOf(accountId, attempt);
      if (this.numbers.has(number)) continue;
      this.numbers.add(number);
      return number;
    }
  }

  private seated(
    template: Documents['memberships'],
    team: string,
    i: number,
    teamId: string,
    seat: number,
  ): Documents['memberships'] {
    const accountId = accountAt(i);
    const _id = membershipIdOf(teamId, accountId);
    const names = [
      [team, teamId],
      [template.accountId, accountId],
    ] as const;
    return {
      ...like(template, { names }),
      _id,
      seat: withKey(_id, `${accountId}_${seat}`),
      grams: grams(nameAt(i)),
    };
  }
}
