import { rollup, rollUpDay } from './rollup';

/** The actions of this area, by the function that they run in. */
export const jobsCity = [rollUpDay];

/** What the system does by the calendar. */
export const cityRoutines = { rollup };
