import { countGrants } from './granted';

/** What the function for everybody runs of this area. */
export const memberMessages = [countGrants];
