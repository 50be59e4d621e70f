import { nameGrams } from '#domain/stations/rules';
import type { TeamState } from '#domain/teams/lifecycle';
import { _, point } from '../core/database';
import type { StationDocument } from '../documents';
import { areasOf } from '../stations/areas';
import type { TeamDocument, TeamWords } from './documents';

/** By these an active team is found near a place and by its name. */
export const listed = (team: Pick<TeamDocument, 'name' | 'place'>) => ({
  spot: point<NonNullable<TeamDocument['spot']>>(team.place),
  grams: nameGrams(team.name),
});

/** Takes a team that is not active out of the lists. */
export const unlisted = () => ({ spot: _.remove(), grams: _.remove() });

export const homeOf = (station: StationDocument) => ({
  stationId: station._id,
  stationName: station.name,
  place: station.place,
  areas: areasOf(station),
});

export interface Founding {
  readonly teamId: string;
  readonly words: TeamWords;
  readonly category: string;
  readonly station: StationDocument;
  readonly founderId: string;
  readonly state: TeamState;
  readonly at: Date;
}

/** As a founder or staff write it; what depends on the state is added by them. */
export const newTeam = ({ teamId, words, category, station, founderId, state, at }: Founding) => ({
  _id: teamId,
  ...words,
  category,
  ...homeOf(station),
  state,
  since: at,
  reason: '',
  createdAt: at,
  founderId,
  leaderId: state === 'active' ? founderId : '',
  formerLeaders: [],
  receipts: [],
});
