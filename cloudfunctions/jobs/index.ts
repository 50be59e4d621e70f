import { createMain } from '../core/router';
import { found } from '../system/city';
import { close } from '../system/close';
import { deliver, purge } from '../system/deliver';
import { remind } from '../system/remind';
import { repair } from '../system/repair';
import { rollup } from '../system/rollup';

export const main = createMain('jobs', [found, close, repair, remind, rollup, deliver, purge]);
