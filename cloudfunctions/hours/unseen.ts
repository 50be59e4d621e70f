import { refuseIf } from '#domain/errors';
import { lookRefusal, mayLookAt, quartersLately, type QuarterChoice } from '#domain/hours/reasons';
import type { UnseenLine } from '#domain/hours/views';
import { spanKeyOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { SLOT_SECRETS } from '../activities/views';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { findWith, following, many, ME, needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import { keptLookUp, nearOf, teamSubject } from './confirm';
import { teamAbove } from './cases';

const PAGE = 30;
const SHOWN = [
  '_id',
  'accountId',
  'slotId',
  'activityId',
  'title',
  'teamName',
  'start',
  'end',
  'minutes',
  'confirmedBy',
  'at',
  'unseen',
] as const;

const unseenIn = (spans: readonly string[], after: string | undefined) =>
  findWith(
    'hours',
    [
      { match: { 'unseen.in': _.in(spans), ...(after !== undefined && { 'unseen.order': _.gt(after) }) } },
      { sort: { 'unseen.order': 1 } },
    ],
    // One more than shown tells whether there are more.
    PAGE + 1,
    ({ accountId, confirmedBy }) => ({
      person: only(one('accounts', accountId), ['name']),
      confirmer: only(one('accounts', confirmedBy), ['name']),
    }),
    SHOWN,
  );
type Unseen = Awaited<ReturnType<typeof unseenIn>>[number];

/** Hours that were credited although there are doubts, and that nobody of a station has looked at: earliest first. */
export const unseenHours = useCase('hours.unseen', {
  ask: () => keptLookUp(ME),

  async run({ input: { quarter, after }, loaded, caller, me, now }) {
    const spans = caller.duties.map((duty) => spanKeyOf(duty, quarterMeant(quarter, now)));
    const found = await unseenIn(spans, after);
    const shown = found.slice(0, PAGE);
    const near = nearOf(me, loaded);
    const next = found.length > PAGE ? (shown[shown.length - 1]?.unseen?.order ?? null) : null;
    return { lines: shown.map((line) => viewOf(line, near)), next };
  },
});

function quarterMeant(choice: QuarterChoice, now: Instant): string {
  const [thisOne, lastOne] = quartersLately(now);
  return choice === 'this' ? thisOne : lastOne;
}

function viewOf(line: Unseen, near: readonly string[]): UnseenLine {
  const { _id, slotId, activityId, title, teamName, minutes, unseen, person, confirmer } = line;
  return {
    lineId: _id,
    slotId,
    activityId,
    title,
    teamName,
    start: ms(line.start),
    end: ms(line.end),
    name: person?.name ?? '',
    minutes,
    flags: unseen?.flags ?? [],
    confirmedBy: confirmer?.name ?? '',
    at: ms(line.at),
    mayLook: mayLookAt(line, near),
  };
}

/** Who has looked stands in the audit log, before the lines leave the list. */
export const lookAtHours = useCase('hours.look', {
  ask: ({ slotId }) => ({
    ...following({ slot: needed(one('slots', slotId, SLOT_SECRETS)) }, ({ slot }) => teamAbove(slot)),
    lines: only(many('hours', 'unseen.in', slotId), ['accountId', 'confirmedBy']),
    ...keptLookUp(ME),
  }),
  subject: (loaded) => teamSubject(loaded),

  async run({ input: { slotId }, loaded: { lines, kept }, me, audit }) {
    const near = nearOf(me, { kept });
    refuseIf(lookRefusal(lines, near));
    const ids = lines.filter((line) => mayLookAt(line, near)).map(({ _id }) => _id);
    if (ids.length > 0) {
      await audit({ subject: slotId, after: { looked: ids.length } });
      await update('hours', { _id: _.in(ids), 'unseen.in': slotId }, { unseen: _.remove() });
    }
    return { slotId };
  },
});
