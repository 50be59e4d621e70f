import { deliver, purge } from './deliver';
import { countGrants } from './granted';

/** The actions of this area, by the function that they run in. */
export const memberMessages = [countGrants];

/** What the system does of its own accord. */
export const messageSweeps = { deliver, purge };
