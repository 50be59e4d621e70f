import { divisionList, nearbyStations, oneStation, searchStations } from './read';

/** What the function for everybody runs of this area. */
export const memberStations = [nearbyStations, searchStations, divisionList, oneStation];
