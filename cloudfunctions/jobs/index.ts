import { found } from '../accounts/found-city';
import { rollUpDay } from '../city/rollup';
import { createMain } from '../core/router';
import { checked } from '../photos/checked';
import { sweep, tick } from './tick';

export const main = createMain('jobs', [found, rollUpDay, checked, tick, sweep]);
