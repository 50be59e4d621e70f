import { lookAtRequest } from './looking';
import { deskRequests, earlierRequests } from './read';
import { stepAsDesk, stepAsTeam } from './steps';
import { suggestTeams } from './suggest';

/** What the function for leaders and staff runs of this area. */
export const organizerRequests = [
  stepAsTeam,
  stepAsDesk,
  deskRequests,
  earlierRequests,
  suggestTeams,
  lookAtRequest,
];
