import { foundCity } from './found-city';
import { partAccounts } from './part';
import { settleIdentities } from './unsure';

/** What the system does of this area by itself. */
export const jobsAccounts = [foundCity];

export const accountSweeps = { partAccounts, settleIdentities };
