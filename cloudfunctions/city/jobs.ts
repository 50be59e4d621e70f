import { rollup, rollUpDay } from './rollup';
import { forgetUses } from './uses';

/** What the system does of this area by itself. */
export const jobsCity = [rollUpDay];

export const citySweeps = { forgetUses };

export const cityRoutines = { rollup };
