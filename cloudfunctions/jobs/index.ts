import { jobsAccounts } from '../accounts/jobs';
import { jobsCity } from '../city/jobs';
import { createMain } from '../core/router';
import { jobsPhotos } from '../photos/jobs';
import { sweep, tick } from './tick';

export const main = createMain('jobs', [...jobsAccounts, ...jobsCity, ...jobsPhotos, tick, sweep]);
