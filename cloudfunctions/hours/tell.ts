import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { _, aggregate, find, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import { inSlices, type Sweep } from '../core/sweep';
import type { ActivityDocument, HoursDocument, OutboxDocument, SlotDocument } from '../documents';
import { messageTo, noteTo, send } from '../messages/outbox';
import { tellAll } from '../messages/telling';
import { bookApproved } from './approve';
import { unchanged } from './cases';
import type { CaseDocument } from './documents';
import { leadersOf, withLeaders, type WithLeaders } from './leaders';
import { settledState } from './settling';

const BATCH = 200;
/** Each comes with all that was said and decided about it. */
const CASES = 50;

const HOURS_PAGE = 'packages/volunteer/hours/index';
const CASES_PAGE = 'packages/leader/cases/index';

/** Puts out what new lines of the ledger have to tell. */
export const tellHours: Sweep = {
  on: earliest('hours', 'tellAt'),

  slices: (work) =>
    tellAll(work, {
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

type Found = CaseDocument &
  WithLeaders & {
    slot: SlotDocument[];
    activity: ActivityDocument[];
    written: HoursDocument[];
    line: HoursDocument[];
    contest: CaseDocument[];
    filed: CaseDocument[];
  };

/** Finishes what a decision left to do, and tells those whom it concerns. */
export const tellCases: Sweep = {
  on: earliest('cases', 'tellAt'),

  slices: (work) => {
    const { settings, now } = work;
    return inSlices(
      CASES,
      () => toTell(now),
      (each) => {
        const putOff = () => update('cases', { _id: each._id, tellAt: each.tellAt }, { tellAt: later(now) });
        return work.done(async () => {
          await tellOne(each, settings, now);
          work.count('told', 1);
        }, putOff);
      },
    );
  },
};

const toTell = (now: Instant): Promise<Found[]> =>
  aggregate<Found>('cases', [{ match: { tellAt: _.lte(new Date(now)) } }, { sort: { tellAt: 1 } }], CASES, [
    ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
    ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
    ...stagesOf('written', via('hours', '_id', 'bookAs')),
    ...stagesOf('line', via('hours', '_id', 'lineId')),
    ...stagesOf('contest', via('cases', '_id', 'settles')),
    ...stagesOf('filed', via('cases', '_id', 'settledBy')),
    withLeaders,
  ]);

async function tellOne(found: Found, settings: Settings, now: Instant): Promise<void> {
  const { slot, activity, written, line, contest, filed: _filed, leaders: _leaders, ...c } = found;
  if (slot[0] && activity[0] && c.state === 'approved' && written.length === 0) {
    const nonce = c.answers[c.answers.length - 1]?.nonce ?? '';
    const by = c.answers[c.answers.length - 1]?.by ?? '';
    await bookApproved({ c, slot: slot[0], activity: activity[0], settings, nonce, now, line: line[0] }, by);
  }
  const messages = messagesFor(found, now);
  if (contest[0] && (c.state === 'approved' || c.state === 'refused')) {
    messages.push(...(await settle(contest[0], c, activity[0]?.title ?? '', now)));
  }
  await send(messages);
  await update('cases', { _id: c._id, tellAt: c.tellAt }, { tellAt: _.remove() });
}

/** What was filed on a question has been decided: so the question is answered, or settled. */
async function settle(contest: CaseDocument, filed: CaseDocument, title: string, now: Instant) {
  const state = settledState(contest, filed);
  if (state === contest.state) return [];
  await update('cases', unchanged(contest), { state });
  return [answeredMessage(contest, filed._id, title, state === 'settled' ? '已更正' : '已答复', now)];
}

function messagesFor(found: Found, now: Instant): OutboxDocument[] {
  const title = found.activity[0]?.title ?? '';
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
function questionMessages(found: Found, title: string, now: Instant): OutboxDocument[] {
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
  return leadersOf(found).map((leader) => noteTo('due', leader, note, now));
}
