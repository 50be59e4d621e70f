import { rollup, rollUpDay } from './rollup';

/** What the system does of this area by itself. */
export const jobsCity = [rollUpDay];

export const cityRoutines = { rollup };
