import { jobsAccounts } from '../accounts/index';
import { jobsCity } from '../city/index';
import { createMain } from '../core/router';
import { jobsPhotos } from '../photos/index';
import { sweep, tick } from './tick';

export const main = createMain('jobs', [...jobsAccounts, ...jobsCity, ...jobsPhotos, tick, sweep]);
