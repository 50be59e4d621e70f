import { spreadAround } from '#domain/geo';
import { nameGrams } from '#domain/stations/rules';
import type { TeamState } from '#domain/teams/lifecycle';
import { noKey } from '#domain/unique';
import { _, point } from '../core/database';
import type { StationDocument } from '../documents';
import { areasOf } from '../stations/areas';
import type { TeamDocument, TeamWords } from './documents';

export const teamWordsOf = ({ name, about, joining, phone }: TeamWords): TeamWords => ({
  name,
  about,
  joining,
  phone,
});

/** Everything that people will read. */
export const textOf = ({ name, about, joining }: TeamWords): string => [name, about, joining].join('\n');

/** While it or a change of it waits for staff. */
export const heldFields = (areas: string[], since: Date) => ({ heldFor: areas, heldSince: since });
export const notHeldFields = () => ({ heldFor: _.remove(), heldSince: _.remove() });

/** By these an active team is found near a place and by its name. */
export const listedFields = (team: Pick<TeamDocument, '_id' | 'name' | 'place'>) => ({
  spot: point<NonNullable<TeamDocument['spot']>>(spreadAround(team.place, team._id)),
  grams: nameGrams(team.name),
});

/** Takes a team that is not active out of the lists. */
export const unlistedFields = () => ({ spot: _.remove(), grams: _.remove() });

export const homeFields = (station: StationDocument) => ({
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
  ...homeFields(station),
  state,
  since: at,
  reason: '',
  createdAt: at,
  founderId,
  leaderId: state === 'active' ? founderId : '',
  formerLeaders: [],
  pendingSeat: noKey(teamId),
  receipts: [],
});
