import { decideBinding, requestBinding, waitingBindings } from './bindings';
import { claimAccount } from './claims';
import { changeConsent } from './consents';
import { exportAccount, viewAccount } from './data';
import { addRelative, editRelative, keptPeople, removeRelative } from './family';
import { deleteAccount } from './leave';
import { viewHome, viewMe } from './me';
import { foundCity } from './found-city';
import { newClaimCode, registeredOnPaper, registerOnPaper } from './paper';
import { phoneFromWechat, registerVolunteer, updateVolunteer } from './register';
import { introduceCaller, openSession } from './session';

/** The actions of this area, by the function that they run in. */
export const memberAccounts = [
  openSession,
  introduceCaller,
  phoneFromWechat,
  registerVolunteer,
  updateVolunteer,
  changeConsent,
  viewAccount,
  exportAccount,
  deleteAccount,
  keptPeople,
  addRelative,
  editRelative,
  removeRelative,
  claimAccount,
  requestBinding,
  viewHome,
  viewMe,
];

export const organizerAccounts = [
  registerOnPaper,
  registeredOnPaper,
  newClaimCode,
  waitingBindings,
  decideBinding,
];

export const jobsAccounts = [foundCity];
