import type { Reach } from '#domain/callups/schemas';
import { Refused } from '#domain/errors';
import { teamMembersIdOf } from '#domain/ids';
import { _, aggregate, find, point, type Stage } from '../core/database';
import { one, only } from '../core/loading';
import type { StationDocument, TeamDocument } from '../documents';
import { areasOf } from '../stations/areas';

/** More teams than a city has. */
const TEAMS_AT_MOST = 5000;

/** What a reach names, if it is there. */
export const aboutReach = (reach: Reach) => ({
  area: one('stations', reach.kind === 'area' ? reach.areaId : ''),
  team: only(one('teams', reach.kind === 'team' ? reach.teamId : ''), ['areas', 'state']),
});

interface Named {
  readonly area: StationDocument | undefined;
  readonly team: Pick<TeamDocument, '_id' | 'areas' | 'state'> | undefined;
}

/** The teams whose members are called; none of them stands outside of what the station has under it. */
export async function teamsReached(
  reach: Reach,
  stationId: string,
  { area, team }: Named,
): Promise<string[]> {
  if (reach.kind === 'team') {
    if (team?.state !== 'active' || !team.areas.includes(stationId)) throw new Refused('OUTSIDE_AREA');
    return [team._id];
  }
  if (reach.kind === 'area' && !(area && areasOf(area).includes(stationId)))
    throw new Refused('OUTSIDE_AREA');
  const teams = await aggregate<{ _id: string }>('teams', [...stagesFor(reach, stationId)], TEAMS_AT_MOST, [
    { project: { _id: 1 } },
  ]);
  return teams.map(({ _id }) => _id);
}

function stagesFor(reach: Exclude<Reach, { kind: 'team' }>, stationId: string): Stage[] {
  if (reach.kind === 'area') return [{ match: { areas: reach.areaId, state: 'active' } }];
  return [
    {
      geoNear: {
        near: point(reach.place),
        spherical: true,
        distanceField: 'distance',
        key: 'spot',
        limit: TEAMS_AT_MOST,
        maxDistance: reach.metres,
        query: { areas: stationId },
      },
    },
  ];
}

/** How many are in these teams, by the sums that are kept: people in two of them count twice. */
export async function membersOf(teams: readonly string[]): Promise<number> {
  if (teams.length === 0) return 0;
  const tallies = await find('tallies', { _id: _.in(teams.map(teamMembersIdOf)) }, { limit: teams.length });
  return tallies.reduce((sum, { sums }) => sum + (sums.members ?? 0), 0);
}
