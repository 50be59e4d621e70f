import { createMain } from '../core/router';
import { checked } from '../photos/checked';
import { tendPhotos } from '../photos/check';
import { found } from '../city/found';
import { close } from '../attendance/close';
import { deliver, purge } from '../messages/deliver';
import { escalate } from '../hours/escalate';
import { auditLedger } from '../hours/audit-ledger';
import { remind } from '../signups/remind';
import { repair } from '../signups/repair';
import { rollup } from '../city/rollup';

export const main = createMain('jobs', [
  found,
  close,
  repair,
  remind,
  rollup,
  escalate,
  auditLedger,
  tendPhotos,
  checked,
  deliver,
  purge,
]);
