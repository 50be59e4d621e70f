import { WHOLE_CITY } from '../city/statistics';
import type { StationDocument } from '../documents';

/** Whatever is at home at a station belongs to these: the city, all stations above, and the station itself. */
export const areasOf = (station: StationDocument): string[] => [
  WHOLE_CITY,
  ...station.ancestors,
  station._id,
];
