import { importStations } from './import';

/** What the function for leaders and staff runs of this area. */
export const organizerStations = [importStations];
