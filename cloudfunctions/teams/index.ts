import { appointMember } from './appoint';
import { applyToTeam, leaveTeam } from './apply';
import { editTeam } from './edit';
import { foundTeam } from './found';
import { heldTeams } from './held';
import { teamList } from './list';
import { teamApplications, teamMembers } from './lists';
import { answerApplication, removeMember } from './members';
import { myTeams } from './mine';
import { teamNumbers } from './numbers';
import { partTeams, tellParted } from './part';
import { registerTeam } from './register';
import { reviewTeam } from './review';
import { teamRoster } from './roster';
import { governTeam } from './suspend';
import { oneTeam } from './view';

/** The actions of this area, by the function that they run in. */
export const memberTeams = [teamList, oneTeam, myTeams, foundTeam, applyToTeam, leaveTeam];

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

/** What the system does of its own accord. */
export const teamSweeps = { partTeams, tellParted };
