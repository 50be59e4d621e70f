import { repeatRefusal, weeksLater } from '#domain/activities/repeat';
import { isCrowding, postRefusal, stateAfterCheck } from '#domain/activities/rules';
import type { ActivityInput } from '#domain/activities/schemas';
import type { Output } from '#domain/contract';
import { defined } from '#domain/defined';
import { refuseIf, Refused } from '#domain/errors';
import { activityIdOf, slotIdOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { actingRefusal } from '#domain/teams/lifecycle';
import type { Instant } from '#domain/time';
import { insertAll } from '../core/database';
import { many, one, only } from '../core/loading';
import { receipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { ActivityDocument, StationDocument, TeamDocument } from '../documents';
import { contentOf, wordsOf } from './content';
import { live } from './live';
import { postedToday } from './posted';
import { insertSlots, newSlot, refuseOthers } from './slots';
import { groundOf, stationIdOf, type Ground } from './venue';
import { SLOT_SECRETS } from './views';

type Posted = Output<'activities.post'>;

/** The first of a row has the id that follows from the call; each later one that of its place in the row. */
const idOf = (identity: string, nonce: string, week: number): string =>
  activityIdOf(identity, week === 0 ? nonce : `${nonce}/${week}`);

export const postActivity = useCase('activities.post', {
  ask: (input, me, nonce, now) => ({
    ...postedToday(input.teamId, now),
    team: one('teams', input.teamId),
    station: one('stations', stationIdOf(input.venue)),
    before: one('activities', idOf(me.identity, nonce, 0)),
    // Of a try that was broken off in the middle of a row.
    later: only(many('activities', 'repeatOf', idOf(me.identity, nonce, 0)), ['_id']),
    slots: many('slots', 'activityId', idOf(me.identity, nonce, 0), SLOT_SECRETS),
  }),
  subject: (_loaded, input) => ({ teamId: input.teamId }),

  async run({ input, loaded, settings, me, nonce, now }) {
    const replay = receiptFor<Posted>(loaded.before, nonce);
    if (replay) return replay;
    const ground = postingFor(input, loaded.team, loaded.station, settings, now);
    refuseIf(repeatRefusal(input, input.repeat, settings.activities, now));
    const state = await stateFor(input, loaded.posted.length, settings, me.openid);

    const ids = Array.from({ length: input.repeat }, (_week, i) => idOf(me.identity, nonce, i));
    const [first = ''] = ids;
    const result: Posted = { activityId: first, activityIds: ids, state };
    const row = ids.map((_id, i) => ({ _id, input: weeksLater(input, i) }));
    // Slots first: an activity is seen only with its slots. A try broken off between finds them there.
    const mode = input.mode ?? settings.attendance.mode;
    const { teamId } = input;
    const slots = row.flatMap((a) =>
      a.input.slots.map((slot, i) =>
        newSlot(slotIdOf(a._id, i + 1), slot, { activityId: a._id, teamId, mode }, settings, now),
      ),
    );
    // Before any is written: those of other words would stand beside them.
    refuseOthers(loaded.slots, slots);
    await insertSlots(slots);
    const documents = row.map((a): ActivityDocument =>
      defined({
        ...contentOf(a._id, a.input, ground, settings),
        ...newActivity(a._id, ground.team, me.accountId, now),
        ...placed(state, ground),
        repeatOf: input.repeat > 1 ? first : undefined,
        receipts: a._id === first ? [receipt(nonce, result)] : [],
      }),
    );
    // The one with the receipt last: where it is there, all of the row are.
    const missing = documents.filter((a) => !loaded.later.some(({ _id }) => _id === a._id)).reverse();
    await insertAll('activities', missing);
    return result;
  },
});

export interface Posting extends Ground {
  readonly team: TeamDocument;
}

/** Where it will be, once all that can be known without reading the words speaks for it. */
export function postingFor(
  input: ActivityInput,
  team: TeamDocument | undefined,
  station: StationDocument | undefined,
  settings: Settings,
  now: Instant,
): Posting {
  if (!team) throw new Refused('NOT_FOUND');
  refuseIf(actingRefusal(team.state) ?? postRefusal(input, settings, now));
  return { ...groundOf(input, station, team), team };
}

/** Public at once, or to be looked at by a person first. */
export async function stateFor(
  input: ActivityInput & { readonly repeat?: number },
  postedToday: number,
  settings: Settings,
  openid: string,
): Promise<'published' | 'submitted'> {
  const suggestion = await checkText(wordsOf(input), openid, 'post');
  const state = stateAfterCheck(suggestion, settings.activities.review, {
    dangerous: input.dangerous,
    crowding: isCrowding(postedToday, input.repeat ?? 1, settings.activities),
  });
  if (state === null) throw new Refused('CONTENT_REFUSED');
  return state;
}

export const newActivity = (_id: string, team: TeamDocument, by: string, now: Instant) => ({
  _id,
  teamId: team._id,
  teamName: team.name,
  revision: 0,
  cancelReason: '',
  createdBy: by,
  createdAt: new Date(now),
});

/** Found by everyone, or by those who judge it. */
export const placed = (state: 'published' | 'submitted', { venue, areas, team }: Posting) => ({
  state,
  toCount: team._id,
  ...(state === 'published' ? live(venue) : { heldFor: areas, unread: true as const }),
});
