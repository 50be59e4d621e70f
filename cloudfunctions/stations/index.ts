import { importStations } from './import';
import { divisionList, nearbyStations, oneStation, searchStations } from './read';

/** The actions of this area, by the function that they run in. */
export const memberStations = [nearbyStations, searchStations, divisionList, oneStation];

export const organizerStations = [importStations];
