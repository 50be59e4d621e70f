import { requestBinding } from './bindings';
import { claimAccount } from './claims';
import { changeConsent } from './consents';
import { exportAccount, viewAccount } from './data';
import { exportPage } from './take-along';
import { addRelative, editRelative, keptPeople, removeRelative } from './family';
import { deleteAccount } from './leave';
import { viewHome, viewMe } from './me';
import { phoneFromWechat, registerVolunteer, updateVolunteer } from './register';
import { introduceCaller, openSession } from './session';

/** What the function for everybody runs of this area. */
export const memberAccounts = [
  openSession,
  introduceCaller,
  phoneFromWechat,
  registerVolunteer,
  updateVolunteer,
  changeConsent,
  viewAccount,
  exportAccount,
  exportPage,
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
