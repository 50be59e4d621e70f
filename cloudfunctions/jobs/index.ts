import { createMain } from '../core/router';
import { found } from '../system/city';
import { close } from '../system/close';
import { deliver } from '../system/deliver';
import { repair } from '../system/repair';
import { rollup } from '../system/rollup';

export const main = createMain('jobs', [found, close, repair, rollup, deliver]);
