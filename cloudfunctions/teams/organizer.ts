import { appointMember } from './appoint';
import { editTeam } from './edit';
import { heldTeams } from './held';
import { teamApplications, teamMembers } from './lists';
import { answerApplication, removeMember } from './members';
import { teamNumbers } from './numbers';
import { registerTeam } from './register';
import { reviewTeam } from './review';
import { teamRoster } from './roster';
import { governTeam } from './suspend';

/** What the function for leaders and staff runs of this area. */
export const organizerTeams = [
  editTeam,
  teamApplications,
  answerApplication,
  removeMember,
  appointMember,
  teamMembers,
  teamNumbers,
  teamRoster,
  heldTeams,
  reviewTeam,
  governTeam,
  registerTeam,
];
