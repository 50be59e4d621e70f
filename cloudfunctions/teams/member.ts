import { applyToTeam, leaveTeam } from './apply';
import { foundTeam } from './found';
import { teamList } from './list';
import { myTeams } from './mine';
import { oneTeam } from './view';

/** What the function for everybody runs of this area. */
export const memberTeams = [teamList, oneTeam, myTeams, foundTeam, applyToTeam, leaveTeam];
