import type { AccountExport, ExportPage } from '#domain/accounts/views';
import type { PlaceInList } from '#domain/fields';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AttendanceDocument, HoursDocument } from '../documents';
import { latestSignups } from '../signups/latest';
import { visitOf } from '../signups/views';

/** What a person takes along of what grows with the years, page by page: a page costs the same however much there is. */

const SIGNUPS_A_PAGE = 100;
const LINES_A_PAGE = 200;

export const exportPage = useCase('account.exportPage', {
  ask: () => ({}),

  run({ input: { part, after }, me }): Promise<ExportPage> {
    return part === 'signups'
      ? signupsPage(me.accountId, after)
      : ledgerPage(me.accountId, after?.order ?? 0);
  },
});

/** Lines are only ever added, and numbered: one that comes meanwhile is on a later page. */
async function ledgerPage(accountId: string, after: number): Promise<ExportPage> {
  type Line = Pick<HoursDocument, '_id' | 'seq' | 'day' | 'title' | 'minutes' | 'balance' | 'reason'>;
  const shown = ['seq', 'day', 'title', 'minutes', 'balance', 'reason'] as const satisfies (keyof Line)[];
  const lines = await aggregate<Line>(
    'hours',
    [{ match: { accountId, seq: _.gt(after) } }, { sort: { seq: 1 } }],
    LINES_A_PAGE,
    [{ project: Object.fromEntries(shown.map((field) => [field, 1])) }],
  );
  const last = lines[lines.length - 1];
  const ledger = lines.map(({ day, title, minutes, balance, reason }) => ({
    day,
    title,
    minutes,
    balance,
    reason,
  }));
  return {
    signups: [],
    ledger,
    next: last && lines.length === LINES_A_PAGE ? { order: last.seq, id: last._id } : null,
  };
}

async function signupsPage(accountId: string, before: PlaceInList | undefined): Promise<ExportPage> {
  const { page, next } = await latestSignups(
    accountId,
    before,
    SIGNUPS_A_PAGE,
    ({ _id, slotId, activityId }) => ({
      slot: only(one('slots', slotId), ['name', 'start', 'end']),
      activity: only(one('activities', activityId), ['title']),
      presence: only(one('attendances', _id), ['pairs', 'openSince']),
    }),
  );
  const signups = page.flatMap(
    ({ slot, activity, presence, state, at, visit }): AccountExport['signups'][number][] =>
      slot && activity
        ? [
            {
              title: activity.title,
              slot: slot.name,
              start: ms(slot.start),
              end: ms(slot.end),
              state,
              signedUpAt: ms(at),
              stays: staysOf(presence),
              visit: visitOf({ visit }),
            },
          ]
        : [],
  );
  return { signups, ledger: [], next };
}

function staysOf(presence: Pick<AttendanceDocument, 'pairs' | 'openSince'> | undefined) {
  if (!presence) return [];
  const whole: { in: number; out: number | null }[] = presence.pairs.map((stay) => ({
    in: ms(stay.in),
    out: ms(stay.out),
  }));
  return presence.openSince ? [...whole, { in: ms(presence.openSince), out: null }] : whole;
}
