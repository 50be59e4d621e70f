import { activityList, activityPage } from './read';
import { serviceList } from './services';

/** What the function for everybody runs of this area. */
export const memberActivities = [activityList, activityPage, serviceList];
