import { settledState } from '#domain/hours/decisions';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { _, find, update } from '../core/database';
import { earliest, findWith, one } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, type Sweep } from '../core/sweep';
import type { HoursDocument, OutboxDocument } from '../documents';
import { messageTo, noteTo, queueMessages } from '../messages/outbox';
import { queueWhatIsDue } from '../messages/telling';
import { bookApproved } from './approve';
import { unchanged } from './cases';
import type { CaseDocument } from './documents';
import { leadersOfTeam } from './leaders';

const BATCH = 200;
/** Each comes with all that was said and decided about it. */
const CASES = 50;

const HOURS_PAGE = 'packages/volunteer/hours/index';
const CASES_PAGE = 'packages/leader/cases/index';

/** Puts out what new lines of the ledger have to tell. */
export const tellHours: Sweep = {
  on: earliest('hours', 'tellAt'),

  slices: (work) =>
    queueWhatIsDue(work, {
      collection: 'hours',
      size: BATCH,
      load: () => find('hours', { tellAt: _.lte(new Date(work.now)) }, { limit: BATCH }),
      messagesFor: (line) => [creditedMessage(line, work.now)],
    }),
};

function creditedMessage(line: HoursDocument, now: Instant): OutboxDocument {
  const { accountId, slotId, start, activityId, title, venue, kind, _id } = line;
  const activity = { _id: activityId, title, venue: { name: venue } };
  const cause = kind === 'service' ? '' : _id;
  return {
    ...messageTo('credited', accountId, { _id: slotId, start }, activity, now, cause),
    page: HOURS_PAGE,
  };
}

/** Finishes what a decision left to do, and tells those whom it concerns. */
export const tellCases: Sweep = {
  on: earliest('cases', 'tellAt'),

  slices: (work) => {
    const { settings, now } = work;
    return inSlices(
      CASES,
      () => casesToTell(now),
      (each) => {
        const putOff = () =>
          update('cases', { _id: each._id, tellAt: each.tellAt ?? new Date(now) }, { tellAt: later(now) });
        return work.done(async () => {
          await tellOne(each, settings, now);
          work.count('told', 1);
        }, putOff);
      },
    );
  },
};

const casesToTell = (now: Instant) =>
  findWith(
    'cases',
    [{ match: { tellAt: _.lte(new Date(now)) } }, { sort: { tellAt: 1 } }],
    CASES,
    ({ slotId, activityId, bookAs, lineId, settles }) => ({
      slot: one('slots', slotId, SLOT_SECRETS),
      activity: one('activities', activityId, ACTIVITY_BULK),
      written: one('hours', bookAs),
      line: one('hours', lineId),
      contest: one('cases', settles),
      leaders: leadersOfTeam,
    }),
  );
type CaseToTell = Awaited<ReturnType<typeof casesToTell>>[number];

async function tellOne(found: CaseToTell, settings: Settings, now: Instant): Promise<void> {
  const { slot, activity, written, line, contest, leaders: _leaders, ...c } = found;
  if (slot && activity && c.state === 'approved' && !written) {
    const nonce = c.answers[c.answers.length - 1]?.nonce ?? '';
    const by = c.answers[c.answers.length - 1]?.by ?? '';
    await bookApproved({ c, slot, activity, settings, nonce, now, line }, by);
  }
  const messages = messagesFor(found, now);
  if (contest && (c.state === 'approved' || c.state === 'refused')) {
    messages.push(...(await settle(contest, c, activity?.title ?? '', now)));
  }
  await queueMessages(messages);
  await update('cases', { _id: c._id, tellAt: c.tellAt ?? new Date(now) }, { tellAt: _.remove() });
}

/** What was filed on a question has been decided: so the question is answered, or settled. */
async function settle(contest: CaseDocument, filed: CaseDocument, title: string, now: Instant) {
  const state = settledState(contest, filed);
  if (state === contest.state) return [];
  await update('cases', unchanged(contest), { state });
  return [answeredMessage(contest, filed._id, title, state === 'settled' ? '已更正' : '已答复', now)];
}

function messagesFor(found: CaseToTell, now: Instant): OutboxDocument[] {
  const title = found.activity?.title ?? '';
  if (found.kind === 'CONTEST') {
    if (found.state === 'answered') {
      return [answeredMessage(found, `answer${found.answers.length}`, title, '已答复', now)];
    }
    return found.state === 'open' ? questionMessages(found, title, now) : [];
  }
  if (found.state !== 'approved' && found.state !== 'refused') return [];
  const state = found.state === 'approved' ? '已同意' : '没有同意';
  const detail = found.answers[found.answers.length - 1]?.words ?? '';
  const note = { about: found._id, cause: '', page: CASES_PAGE, title, state, detail };
  return [noteTo('answered', found.filedBy, note, now)];
}

function answeredMessage(contest: CaseDocument, cause: string, title: string, state: string, now: Instant) {
  const detail = '点开看答复';
  const note = { about: contest._id, cause, page: HOURS_PAGE, title, state, detail };
  return noteTo('answered', contest.filedBy, note, now);
}

/** A question waits for the leaders; above them it stands on lists that staff look at. */
function questionMessages(found: CaseToTell, title: string, now: Instant): OutboxDocument[] {
  if (found.level !== 'team') return [];
  const cause = `risen${found.risen}`;
  const note = {
    about: found._id,
    cause,
    page: CASES_PAGE,
    title,
    state: '有人问时长',
    detail: '请看一看并答复',
  };
  return found.leaders.map(({ accountId }) => noteTo('due', accountId, note, now));
}
