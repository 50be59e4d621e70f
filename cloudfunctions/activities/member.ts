import { activityList, activityPage } from './read';

/** What the function for everybody runs of this area. */
export const memberActivities = [activityList, activityPage];
