import { saidOfActivity } from './thanks';

/** What the function for leaders and staff runs of this area. */
export const organizerSignups = [saidOfActivity];
