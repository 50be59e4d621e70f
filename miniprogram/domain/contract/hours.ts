import * as v from 'valibot';
import { id, optionalText, wholeNumber } from '../fields';
import type { LedgerLine } from '../hours/ledger';
import type * as view from '../views';
import { answers, limit, reads, writes } from './define';

/** Hours. */
export const hours = {
  'hours.list': reads(
    'member',
    'account',
    v.strictObject({ before: v.optional(wholeNumber(1, 1e9)), limit: limit(50) }),
    answers<{ summary: view.HoursSummary; lines: LedgerLine[]; more: boolean }>(),
  ),
  'hours.proposals': reads(
    'organizer',
    'leader',
    v.strictObject({ slotId: id }),
    answers<view.ProposalsView>(),
    ['NOT_FOUND'],
  ),
  'hours.confirm': writes(
    'organizer',
    'leader',
    v.strictObject({
      slotId: id,
      lines: v.pipe(
        v.array(
          v.strictObject({ attendanceId: id, minutes: wholeNumber(0, 24 * 60), reason: optionalText(100) }), // prettier-ignore
        ),
        v.minLength(1),
        v.maxLength(500),
      ),
    }),
    answers<{ credited: number; minutes: number }>(),
    ['NOT_FOUND', 'NOT_A_SHIFT', 'NOT_FINISHED', 'ABOVE_SHIFT', 'REASON_NEEDED', 'OVER_DAILY_LIMIT'],
  ),
} as const;
