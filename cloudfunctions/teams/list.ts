import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import { distanceBetween } from '#domain/geo';
import { searchGrams } from '#domain/stations/rules';
import type { TeamCard } from '#domain/teams/views';
import { _, aggregate, point, type Stage } from '../core/database';
import { direct } from '../core/use-case';
import type { TeamDocument } from './documents';
import { teamCard } from './views';

type Query = Checked<'teams.list'>;

/** Nearest first, or those with that name. Many teams are at home at one centre: pages are counted, not measured. */
export const teamList = direct('teams.list', async (query: Query) => {
  const { after, limit, place } = query;
  // One more than shown tells whether there are more.
  const first = firstStages(query, after + limit + 1);
  if (!first) return { teams: [], more: false };
  const found = await aggregate<TeamDocument>('teams', [...first, { skip: after }], limit + 1);
  const teams = found.slice(0, limit).map((team): TeamCard => {
    return { ...teamCard(team), distance: Math.round(distanceBetween(place, team.place)) };
  });
  return { teams, more: found.length > limit };
});

/** Null when nothing of the text can be looked for. */
function firstStages({ place, category, text }: Query, limit: number): Stage[] | null {
  const query = defined({ category });
  if (text === undefined) {
    return [
      {
        geoNear: {
          near: point(place),
          spherical: true,
          distanceField: 'distance',
          key: 'spot',
          limit,
          query,
        },
      },
    ];
  }
  const wanted = searchGrams(text);
  if (wanted.length === 0) return null;
  return [{ match: { grams: _.all(wanted), ...query } }, { sort: { _id: 1 } }];
}
