import type { ActivityInput, DraftInput } from '#domain/activities/schemas';
import { groundRefusal } from '#domain/activities/rules';
import { unlessRefused } from '#domain/errors';
import type { StationDocument, TeamDocument, Venue } from '../documents';
import { areasOf } from '../stations/areas';

/** Empty for a place of one's own, and where none has been chosen. */
export const stationIdOf = (venue: DraftInput['venue']): string =>
  venue === null || 'name' in venue ? '' : venue.stationId;

export interface Ground {
  readonly venue: Venue;
  /** The station's areas, or for a place of one's own those of its team. */
  readonly areas: string[];
}

export function groundOf(
  { venue }: Pick<ActivityInput, 'venue'>,
  station: StationDocument | undefined,
  team: TeamDocument,
): Ground {
  if ('name' in venue) {
    const { name, address, place } = venue;
    return { venue: { name, address, place, stationId: null }, areas: team.areas };
  }
  const ground = unlessRefused(station, groundRefusal(station));
  const { _id, name, address, place } = ground;
  return { venue: { name, address, place, stationId: _id }, areas: areasOf(ground) };
}
