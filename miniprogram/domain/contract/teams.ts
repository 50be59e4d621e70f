import * as v from 'valibot';
import { id, text } from '../fields';
import { answers, writes } from './define';

/** Teams and their members. */
export const teams = {
  'teams.register': writes(
    'organizer',
    'staff',
    v.strictObject({ name: text(40), category: id, stationId: id, leaderAccountId: id }),
    answers<{ teamId: string }>(),
    ['NOT_FOUND'],
  ),
} as const;
