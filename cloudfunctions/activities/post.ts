import { randomBytes } from 'node:crypto';
import { postRefusal, spanOf, stateAfterCheck, type ActivityState } from '#domain/activities/rules';
import type { ActivityInput } from '#domain/activities/schemas';
import type { Output } from '#domain/contract';
import { closesAt } from '#domain/attendance/rules';
import { Refused } from '#domain/errors';
import { activityIdOf, slotIdOf } from '#domain/ids';
import type { AttendanceMode, Settings } from '#domain/settings';
import { actingRefusal } from '#domain/teams/lifecycle';
import { dayOf, type Instant } from '#domain/time';
import { nextReminder, type Reminder } from '#domain/messages/reminders';
import { find, insert } from '../core/database';
import { byId } from '../core/question';
import { receipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { ActivityDocument, SlotDocument, StationDocument, TeamDocument, Venue } from '../documents';
import { WHOLE_CITY } from '../system/statistics';
import { live } from './live';
import { orderOf } from './read';

/** More than one activity may have. */
const SLOTS_AT_MOST = 20;

type Posted = Output<'activities.post'>;

const stationIdOf = ({ venue }: ActivityInput): string => ('name' in venue ? '' : venue.stationId);

export const post = useCase('activities.post', {
  ask: (input, me, nonce) => ({
    team: byId('teams', input.teamId),
    station: byId('stations', stationIdOf(input)),
    before: byId('activities', activityIdOf(me.identity, nonce)),
  }),
  subject: (_loaded, input) => ({ teamId: input.teamId }),

  async run({ input, loaded, settings, me, nonce, now }) {
    const replay = receiptFor<Posted>(loaded.before[0], nonce);
    if (replay) return replay;
    const [team] = loaded.team;
    if (!team) throw new Refused('NOT_FOUND');
    const acting = actingRefusal(team.state);
    if (acting) throw new Refused(acting.code);
    const refused = postRefusal(input, settings, now);
    if (refused) throw new Refused(refused.code, refused.details);
    const venue = venueOf(input, loaded.station[0]);

    const suggestion = await checkText(wordsOf(input), me.openid, 'post');
    const state = stateAfterCheck(suggestion, settings.activities.review);
    if (state === null) throw new Refused('CONTENT_REFUSED');
    const activityId = activityIdOf(me.identity, nonce);
    const result: Posted = { activityId, state: state === 'published' ? 'published' : 'submitted' };
    const areas = loaded.station[0] ? areasOf(loaded.station[0]) : team.areas;
    // Slots first: an activity is seen only with its slots. A try broken off between finds them there.
    await insertSlots(slotsOf(input, activityId, settings, now), activityId);
    const mode = input.mode ?? settings.attendance.mode;
    const activity = activityOf(input, {
      activityId,
      team,
      venue,
      areas,
      state,
      mode,
      by: me.accountId,
      now,
    });
    await insert('activities', { ...activity, receipts: [receipt(nonce, result)] });
    return result;
  },
});

/** Those of a try that died before the activity are taken as they are; changed since, it is another activity. */
async function insertSlots(slots: readonly SlotDocument[], activityId: string): Promise<void> {
  if ((await insert('slots', slots)) === 'INSERTED') return;
  const there = await find('slots', { activityId }, { limit: SLOTS_AT_MOST });
  const told = (all: readonly SlotDocument[]) =>
    JSON.stringify(all.map(({ _id, kind, name, start, end, capacity }) => [_id, kind, name, start, end, capacity]).sort()); // prettier-ignore
  if (told(there) !== told(slots)) throw new Refused('CONFLICT');
}

/** Everything that people will read. */
const wordsOf = (input: ActivityInput): string =>
  [
    input.title,
    input.summary,
    input.audience,
    input.bring,
    input.risks,
    ...input.slots.map((s) => s.name),
    ...('name' in input.venue ? [input.venue.name, input.venue.address] : []),
  ].join('\n');

export const areasOf = (station: StationDocument): string[] => [
  WHOLE_CITY,
  ...station.ancestors,
  station._id,
];

function venueOf({ venue }: ActivityInput, station: StationDocument | undefined): Venue {
  if ('name' in venue)
    return { name: venue.name, address: venue.address, place: venue.place, stationId: null };
  if (!station) throw new Refused('NOT_FOUND');
  if (station.closed) throw new Refused('STATION_CLOSED');
  return { name: station.name, address: station.address, place: station.place, stationId: station._id };
}

function slotsOf(input: ActivityInput, activityId: string, settings: Settings, now: Instant): SlotDocument[] {
  return input.slots.map((slot, i) => ({
    _id: slotIdOf(activityId, i + 1),
    activityId,
    teamId: input.teamId,
    kind: slot.kind,
    name: slot.name,
    start: new Date(slot.start),
    end: new Date(slot.end),
    capacity: slot.capacity,
    revision: 0,
    taken: 0,
    roster: {},
    key: randomBytes(32).toString('hex'),
    receipts: [],
    liveUntil: new Date(closesAt(slot, settings.attendance)),
    ...reminder(nextReminder(slot.start, settings.messages.remindMinutesBefore, now)),
  }));
}

/** Nobody is reminded of what is posted at the last moment. */
const reminder = (next: Reminder | null) => (next ? { remindAt: new Date(next.at) } : {});

interface Placement {
  readonly activityId: string;
  readonly team: TeamDocument;
  readonly venue: Venue;
  readonly areas: string[];
  readonly state: ActivityState;
  readonly mode: AttendanceMode;
  readonly by: string;
  readonly now: Instant;
}

function activityOf(input: ActivityInput, at: Placement): Omit<ActivityDocument, 'receipts'> {
  const { title, category, summary, audience, bring, risks, contactPhone } = input;
  const { minimumAge, skills, dangerous, insurance, signupFrom, signupUntil } = input;
  const span = spanOf(input.slots);
  return {
    _id: at.activityId,
    teamId: at.team._id,
    teamName: at.team.name,
    ...{ title, category, summary, audience, bring, risks, contactPhone },
    ...{ minimumAge, skills, dangerous, insurance, mode: at.mode },
    ...(signupFrom === undefined ? {} : { signupFrom: new Date(signupFrom) }),
    ...(signupUntil === undefined ? {} : { signupUntil: new Date(signupUntil) }),
    venue: at.venue,
    areas: at.areas,
    day: dayOf(span.start),
    start: new Date(span.start),
    end: new Date(span.end),
    order: orderOf(span.start, at.activityId),
    kinds: [...new Set(input.slots.map((s) => s.kind))],
    state: at.state,
    cancelReason: '',
    createdBy: at.by,
    createdAt: new Date(at.now),
    ...(at.state === 'published' ? live(at.venue, span.end) : { heldFor: at.areas }),
  };
}
