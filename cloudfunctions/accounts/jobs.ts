import { foundCity } from './found-city';

/** What the system does of this area by itself. */
export const jobsAccounts = [foundCity];
