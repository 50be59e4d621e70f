import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import { distanceBetween } from '#domain/geo';
import { searchGrams } from '#domain/stations/rules';
import type { TeamCard, TeamPlace } from '#domain/teams/views';
import { _, aggregate, point, type Stage } from '../core/database';
import { direct } from '../core/use-case';
import type { TeamDocument } from './documents';
import { teamCard } from './views';

type Query = Checked<'teams.list'>;
type Listed = TeamDocument & { readonly distance?: number };

/** Nearest first, or those with that name: each page begins behind the last of the one before. */
export const teamList = direct('teams.list', async (query: Query) => {
  const { limit, place, text } = query;
  const found = text === undefined ? await nearest(query) : await named(query, searchGrams(text));
  const shown = found.slice(0, limit);
  const teams = shown.map((team): TeamCard => {
    return { ...teamCard(team), distance: Math.round(distanceBetween(place, team.place)) };
  });
  const last = shown[shown.length - 1];
  return { teams, next: found.length > limit && last ? placeOf(last) : null };
});

const placeOf = ({ _id, distance = 0 }: Listed): TeamPlace => ({ distance, id: _id });

/** Only what a card says. */
const SHOWN: Stage = {
  project: {
    name: 1,
    category: 1,
    about: 1,
    stationId: 1,
    stationName: 1,
    place: 1,
    parentTeamId: 1,
    distance: 1,
  },
};

/** Metres: what is computed twice differs by less. Teams of one station are spread over more, so few are so near. */
const SAME = 0.001;
const AS_NEAR = 20;

/** One more than shown tells whether there are more. */
async function nearest({ place, category, after, limit }: Query): Promise<Listed[]> {
  const many = limit + 1 + (after ? AS_NEAR : 0);
  const geoNear = {
    near: point(place),
    spherical: true as const,
    distanceField: 'distance',
    key: 'spot',
    limit: many,
    query: defined({ category }),
    ...(after && { minDistance: Math.max(0, after.distance - SAME) }),
  };
  const found = await aggregate<Listed>('teams', [{ geoNear }], many, [SHOWN]);
  return after ? found.filter((team) => isBehind(placeOf(team), after)).slice(0, limit + 1) : found;
}

const isBehind = (one: TeamPlace, other: TeamPlace): boolean =>
  one.distance > other.distance || (one.distance === other.distance && one.id > other.id);

/** Of a text of which nothing can be looked for there is none. */
async function named({ category, after, limit }: Query, wanted: readonly string[]): Promise<Listed[]> {
  if (wanted.length === 0) return [];
  const behind = after && { _id: _.gt(after.id) };
  const match = { grams: _.all(wanted), ...defined({ category }), ...behind };
  return aggregate<Listed>('teams', [{ match }, { sort: { _id: 1 } }], limit + 1, [SHOWN]);
}
