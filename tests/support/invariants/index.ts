import type { Store } from '../../../emulator/store/types';
import { callups } from './callups';
import { keptIn, type Invariant } from './kept';
import { people } from './people';
import { places } from './places';
import { records } from './records';
import { teams } from './teams';

const invariants: Readonly<Record<string, Invariant>> = {
  ...places,
  ...people,
  ...teams,
  ...records,
  ...callups,
};

/**
 * What must hold of all that is kept once the jobs have run (docs/invariants.md), whatever happened before. Answers
 * what does not, a line each.
 */
export function broken(store: Store, now: number): string[] {
  const kept = keptIn(store, now);
  return Object.entries(invariants).flatMap(([name, of]) => of(kept).map((line) => `${name}: ${line}`));
}
