import { countMembers } from './count';
import { settleLeaders } from './leaders';
import { partTeams, tellParted } from './part';

/** What the system does of this area by itself. */
export const teamSweeps = { partTeams, tellParted, settleLeaders, countMembers };
