import { countActivities } from './count';
import { endActivities, fileActivities } from './file';

/** What the system does of this area by itself. */
export const activitySweeps = { endActivities, fileActivities, countActivities };
