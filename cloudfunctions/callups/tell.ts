import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import { earliest, findWith, one, only } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, type Sweep } from '../core/sweep';
import type { CallupDocument, SheetDocument } from '../documents';
import { noteTo, queueMessages } from '../messages/outbox';

/** Sheets of a slice: each has some hundred people. */
const SHEETS = 4;

const sheetsDue = (now: Instant) =>
  findWith(
    'sheets',
    [{ match: { tellAt: _.lte(new Date(now)) } }, { sort: { tellAt: 1 } }],
    SHEETS,
    ({ callupId }) => ({ callup: only(one('callups', callupId), ['title', 'drill', 'state', 'venue']) }),
    ['_id', 'callupId', 'list', 'people', 'tellAt'],
  );

/** Puts out the notice to those of a sheet who can be sent one; the others are telephoned. */
export const tellCalls: Sweep = {
  on: earliest('sheets', 'tellAt'),

  slices: (work) =>
    inSlices(
      SHEETS,
      () => sheetsDue(work.now),
      ({ callup, ...sheet }) => {
        const due = { _id: sheet._id, tellAt: sheet.tellAt ?? new Date(work.now) };
        const putOff = () => update('sheets', due, { tellAt: later(work.now) });
        return work.done(async () => {
          const told = callup?.state === 'open' ? noticesFor(sheet, callup, work.now) : [];
          await queueMessages(told);
          await update('sheets', due, { tellAt: _.remove() });
          work.count('told', told.length);
        }, putOff);
      },
    ),
};

function noticesFor(
  { callupId, list, people }: Pick<SheetDocument, 'callupId' | 'list' | 'people'>,
  { title, drill, venue }: Pick<CallupDocument, 'title' | 'drill' | 'venue'>,
  now: Instant,
) {
  const note = {
    about: callupId,
    cause: String(list),
    page: `packages/callup/answer/index?id=${callupId}`,
    title: drill ? `【演练】${title}` : title,
    state: drill ? '演练' : '紧急召集',
    detail: venue.name,
  };
  return Object.entries(people)
    .filter(([, { standing, byPhone }]) => standing === 'silent' && byPhone !== true)
    .map(([accountId]) => noteTo('calledUp', accountId, note, now));
}
