import { activities } from './activities';
import { benefits } from './benefits';
import { hours } from './hours';
import { people } from './people';
import { places } from './places';
import { system } from './system';
import { teams } from './teams';
import type { Examples } from './types';

export type { Example, WriteAction } from './types';

/** Of every action that writes, at least one call that succeeds in the scene. */
export const examples: Examples = {
  ...people,
  ...teams,
  ...activities,
  ...places,
  ...hours,
  ...benefits,
  ...system,
};
