import { deliver, purge } from './deliver';

/** What the system does of this area by itself. */
export const messageSweeps = { deliver, purge };
