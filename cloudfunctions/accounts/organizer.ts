import { decideBinding, waitingBindings } from './bindings';
import { newClaimCode, registeredOnPaper, registerOnPaper } from './paper';

/** What the function for leaders and staff runs of this area. */
export const organizerAccounts = [
  registerOnPaper,
  registeredOnPaper,
  newClaimCode,
  waitingBindings,
  decideBinding,
];
