import { settings } from '../../../harness/small-city';
import type { Examples, WriteAction } from './types';

type SystemAction = Extract<WriteAction, `${'city' | 'jobs'}.${string}`>;

export const system: Examples<SystemAction> = {
  'city.found': [
    { who: null, input: () => ({ settings, officer: { openid: 'second-officer', name: '李主任' } }) },
  ],
  'city.rollup': [{ who: null, input: () => ({ day: '2026-03-01' }) }],
  'jobs.tick': [{ who: null, input: () => ({}) }],
  'jobs.sweep': [{ who: null, input: () => ({ name: 'repair' }) }],
};
