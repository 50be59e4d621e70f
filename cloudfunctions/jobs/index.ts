import { createMain } from '../core/router';
import { checked } from '../photos/checked';
import { tendPhotos } from '../photos/check';
import { found } from '../system/city';
import { close } from '../system/close';
import { deliver, purge } from '../system/deliver';
import { escalate } from '../system/escalate';
import { auditLedger } from '../system/audit-ledger';
import { remind } from '../system/remind';
import { repair } from '../system/repair';
import { rollup } from '../system/rollup';

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
