import { ledgerFault } from '#domain/hours/ledger';
import { lineOf } from '../../../cloudfunctions/hours/views';
import { each, isSomebody, type Invariant } from './kept';

/** I4: every ledger is whole. */
const ledgers: Invariant = (kept) => {
  const lines = [...kept.all('hours')].sort((a, b) => a.seq - b.seq);
  const accounts = [...new Set(lines.map(({ accountId }) => accountId))];
  return each(accounts, (accountId) => {
    const fault = ledgerFault(lines.filter((line) => line.accountId === accountId).map(lineOf));
    return fault !== null && `${accountId}: ${fault.fault} at ${fault.seq}`;
  });
};

/** What is credited has its line or its case; what is in the ledger and not settled waits for its leader. */
const credits: Invariant = (kept) =>
  each(kept.all('attendances'), ({ _id, credited, toConfirm, pairs }) => {
    const line = kept.get('hours', _id);
    const cases = kept.all('cases').some(({ bookAs, lineId }) => [bookAs, lineId].includes(_id));
    if (credited) return pairs.length > 0 && !line && !cases && `${_id}: credited without a line`;
    return line && toConfirm === undefined && `${_id}: a line, and nobody is to confirm it`;
  });

/** What was approved stands in the ledger. */
const cases: Invariant = (kept) =>
  each(
    kept.all('cases'),
    ({ _id, state, bookAs }) =>
      state === 'approved' &&
      bookAs !== undefined &&
      !kept.get('hours', bookAs) &&
      `${_id}: approved, not booked`,
  );

/** An activity that people see has slots, and a slot is of an activity. */
const slots: Invariant = (kept) => [
  ...each(
    kept.all('slots'),
    ({ _id, activityId }) => !kept.get('activities', activityId) && `${_id}: of no activity`,
  ),
  ...each(
    kept.all('activities'),
    ({ _id, state }) =>
      state !== 'draft' &&
      !kept.all('slots').some(({ activityId }) => activityId === _id) &&
      `${_id}: ${state}, without a slot`,
  ),
];

/** A photo is of a report, or on its way out. */
const photos: Invariant = (kept) =>
  each(kept.all('photos'), ({ _id, activityId, state, dueAt }) => {
    const named = kept.get('activities', activityId)?.report?.photos.includes(_id) === true;
    return !named && state !== 'refused' && dueAt === undefined && `${_id}: ${state}, in no report`;
  });

/** A certificate that stands is of somebody. */
const certificates: Invariant = (kept) =>
  each(
    kept.all('certificates'),
    ({ _id, accountId, revoked }) => !revoked && !isSomebody(kept, accountId) && `${_id}: of nobody`,
  );

/** A shop is kept by people that there are. */
const keepers: Invariant = (kept) =>
  each(
    kept.all('shops'),
    ({ _id, keepers: all }) => all.some((one) => !isSomebody(kept, one)) && `${_id}: kept by nobody`,
  );

/** What is to be sent is due at some time, and let go some time after. */
const outbox: Invariant = (kept) =>
  each(
    kept.all('outbox'),
    ({ _id, state, dueAt, overAt }) =>
      ((state === 'due') !== (dueAt !== undefined) || (state === 'due') === (overAt !== undefined)) &&
      `${_id}: ${state}`,
  );

export const records = { ledgers, credits, cases, slots, photos, certificates, keepers, outbox };
