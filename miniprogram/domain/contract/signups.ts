import * as v from 'valibot';
import { id } from '../fields';
import type * as view from '../views';
import { answers, writes } from './define';

/** Sign-ups. */
export const signups = {
  'signups.take': writes(
    'member',
    'introduced',
    v.strictObject({
      slotId: id,
      /** Stand in line when every place is taken; otherwise a full slot is refused. */
      wait: v.boolean(),
    }),
    answers<view.SignupResult>(),
    ['NOT_FOUND', 'NOT_OPEN', 'CANCELLED', 'DEADLINE_PASSED', 'SLOT_FULL', 'WAITING_LIST_FULL', 'ALREADY_SIGNED_UP', 'OVERLAPS'], // prettier-ignore
  ),
  'signups.cancel': writes(
    'member',
    'account',
    v.strictObject({ signupId: id }),
    answers<{ signupId: string }>(),
    ['NOT_FOUND', 'NOT_SIGNED_UP', 'DEADLINE_PASSED', 'ALREADY_CHECKED_IN'],
  ),
} as const;
