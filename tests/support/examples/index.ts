import { activities } from './activities';
import { benefits } from './benefits';
import { callups } from './callups';
import { hours } from './hours';
import { people } from './people';
import { places } from './places';
import { requests } from './requests';
import { system } from './system';
import { teams } from './teams';
import type { Example, Examples, WriteAction } from './types';

export type { Example, WriteAction } from './types';

/** Of every action that writes, at least one call that succeeds in the scene. */
export const examples: Examples = {
  ...people,
  ...teams,
  ...activities,
  ...places,
  ...hours,
  ...requests,
  ...benefits,
  ...callups,
  ...system,
};

export interface ExampleCase {
  readonly name: string;
  readonly action: WriteAction;
  readonly example: Example<WriteAction>;
}

/** All of them, each with a name of its own. */
export const exampleCases: readonly ExampleCase[] = Object.entries(examples).flatMap(([action, list]) =>
  (list as readonly Example<WriteAction>[]).map((example) => ({
    name: [action, example.of].filter(Boolean).join(', '),
    action: action as WriteAction,
    example,
  })),
);
