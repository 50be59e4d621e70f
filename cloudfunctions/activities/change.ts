import {
  changeRefusal,
  isPlan,
  newWords,
  sharedRefusal,
  placeMoved,
  planChange,
  withOldWords,
  type ChangePlan,
  type SlotBefore,
} from '#domain/activities/change';
import { fixedAs, heldSpans } from '#domain/activities/off';
import { postRefusal } from '#domain/activities/rules';
import type { ChangeInput } from '#domain/activities/schemas';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import type { AttendanceMode, Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, remove } from '../core/database';
import { following, many, needed, one, type Found } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { ActivityDocument } from '../documents';
import { contentOf, rewritten, whenOf } from './content';
import { spanOfActivity } from './draft';
import { liveAgain } from './live';
import { offable } from './off';
import { finish, liveIn, type Done } from './rework';
import { groundOf, stationIdOf, type Ground } from './venue';
import { SLOT_KEY } from './views';

type Changed = Output<'activities.change'>;

const aboutChange = (input: ChangeInput) => ({
  ...following({ activity: needed(one('activities', input.activityId)) }, ({ activity }) => ({
    team: needed(one('teams', activity.teamId)),
  })),
  station: one('stations', stationIdOf(input.venue)),
  ...following({ slots: many('slots', 'activityId', input.activityId, SLOT_KEY) }, ({ slots }) => ({
    signups: many('signups', 'slotId', slots._id, ['receipts']),
  })),
});
type Loaded = Found<ReturnType<typeof aboutChange>>;

/**
 * Of what people may have signed up for. Slots that are given up go first, while nobody holds a place in them;
 * then the activity, on condition that nobody else has changed it; then its other slots; then everyone whose
 * time or place is another is told, and asked again. Sent again after a try that died, it goes on where that was.
 */
export const changeActivity = useCase('activities.change', {
  ask: aboutChange,
  subject: ({ activity }) => ({ teamId: activity.teamId }),

  async run({ input, loaded, settings, me, nonce, now, reload }) {
    const { activity } = loaded;
    const first = doneBefore(activity, nonce);
    // Changed once more since, nothing is left to do.
    if (first && activity.revision !== first.answer.revision) return first.answer;
    if (first) return finish(activity, first, settings, now, reload);

    const judged = await judgeChange(input, loaded, settings, me.openid, now);
    const done = doneBy(judged, loaded, activity, settings, now);
    const { removed } = judged.plan;
    if (removed.length > 0) {
      const gone = await remove('slots', { _id: _.in(removed), taken: 0 });
      // Gone already, by the same call sent twice, they are out of the way, too.
      const still = gone < removed.length ? (await reload()).slots : [];
      if (still.some((slot) => removed.includes(slot._id)))
        throw new Refused('SLOT_TAKEN', { field: 'slots' });
    }
    const { _id, revision } = activity;
    const { input: words, ground } = judged;
    const serving = { title: words.title, venue: ground.venue, slots: heldAfter(loaded, activity, judged) };
    const changed = await updateOnce(
      'activities',
      { _id, state: 'published', revision },
      {
        ...rewritten(contentOf(_id, words, ground, settings)),
        ...whenOf(_id, serving, ground.areas),
        ...liveAgain(ground.venue),
        revision: revision + 1,
      },
      receipt(nonce, done),
    );
    if (changed === 1) return finish(activity, done, settings, now, reload);
    const own = receiptFor<Done>((await reload()).activity, nonce);
    if (!own) throw new Refused('CHANGED');
    return own.answer;
  },
});

/** The nonce of another call about this activity is no call to change it. */
function doneBefore(activity: ActivityDocument, nonce: string): Done | null {
  const kept = receiptFor<Partial<Done>>(activity, nonce);
  if (kept === null) return null;
  const { answer, work } = kept;
  if (!answer || !work) throw new Refused('BAD_INPUT', { field: 'nonce' });
  return { answer, work };
}

interface Judged {
  readonly input: ChangeInput;
  readonly plan: ChangePlan;
  readonly ground: Ground;
  readonly text: Changed['text'];
}

async function judgeChange(
  input: ChangeInput,
  loaded: Loaded,
  settings: Settings,
  openid: string,
  now: Instant,
): Promise<Judged> {
  const { activity, team, station } = loaded;
  const before = beforeOf(loaded, activity, now);
  const known = { ...spanOfActivity(activity), slots: before };
  const { revision, dangerous } = activity;
  refuseIf(changeRefusal({ ...known, revision, dangerous }, input, team.state, now));
  const same = activity.venue.stationId !== null && activity.venue.stationId === stationIdOf(input.venue);
  const ground = same ? activity : groundOf(input, station, team);
  const moved = placeMoved(activity.venue, ground.venue);
  const plan = planned(before, input, moved);
  refuseIf(sharedRefusal(before, activity, { venue: ground.venue, mode: modeOf(input, settings) }, now));
  refuseIf(postRefusal(stillToCome(input, before, activity), settings, now));

  const old = { ...activity, slots: before };
  const words = newWords(old, { ...input, venue: ground.venue });
  const all = [...words.replaced, ...words.added];
  if (all.length === 0) return { input, plan, ground, text: 'same' };
  const said = await checkText(all.join('\n'), openid, 'post');
  if (said === 'pass') return { input, plan, ground, text: 'changed' };
  // In doubt, the old words stay. What has no old ones cannot be let out with the new.
  if (said === 'risky' || words.added.length > 0) throw new Refused('CONTENT_REFUSED');
  const kept = withOldWords(old, input);
  return { input: kept, plan: planned(before, kept, moved), ground, text: 'kept' };
}

/** Of the form what is judged: what is fixed, and a deadline that has passed, were judged when it was posted. */
function stillToCome(input: ChangeInput, before: readonly SlotBefore[], { signupUntil }: ActivityDocument) {
  const fixed = before.filter((slot) => slot.fixed).map(({ id }) => id);
  const slots = input.slots.filter(({ slotId = '' }) => !fixed.includes(slotId));
  const unchanged = signupUntil !== undefined && input.signupUntil === ms(signupUntil);
  return { ...input, slots, signupUntil: unchanged ? undefined : input.signupUntil };
}

function planned(before: readonly SlotBefore[], input: ChangeInput, moved: boolean): ChangePlan {
  const plan = planChange(before, input.slots, moved);
  if (isPlan(plan)) return plan;
  throw new Refused(plan.code, plan.details);
}

const modeOf = ({ mode }: ChangeInput, settings: Settings): AttendanceMode =>
  mode ?? settings.attendance.mode;

/** When all that is or was to be held of it takes place: what the form says, and what stays as it is. */
function heldAfter({ slots }: Loaded, activity: ActivityDocument, { plan }: Judged) {
  const after = [...plan.kept.map((slot) => slot.after), ...plan.added];
  const gone = [...plan.removed, ...plan.kept.map(({ id }) => id)];
  const stays = slots.filter(({ _id }) => !gone.includes(_id)).map((slot) => offable(slot, activity));
  return [...after, ...heldSpans(stays)];
}

const beforeOf = ({ slots, signups }: Loaded, activity: ActivityDocument, now: Instant): SlotBefore[] =>
  slots.map(({ _id, kind, name, start, end, capacity, taken, revision, home }) => ({
    id: _id,
    kind,
    name,
    capacity,
    taken,
    revision,
    home,
    start: ms(start),
    end: ms(end),
    fixed: fixedAs(offable({ _id, kind, name, start, end }, activity), now),
    waiting: signups.filter((s) => s.slotId === _id && s.state === 'waiting').length,
  }));

function doneBy(
  { input, plan, text }: Judged,
  loaded: Loaded,
  activity: ActivityDocument,
  settings: Settings,
  now: Instant,
): Done {
  const mode = modeOf(input, settings);
  const otherMode = mode !== activity.mode;
  const before = beforeOf(loaded, activity, now);
  const moved = plan.kept.filter((slot) => slot.moved).map(({ id }) => id);
  const asked = liveIn(loaded.signups, moved).length;
  const kept = plan.kept.flatMap((slot) => {
    const was = before.find(({ id }) => id === slot.id);
    return was && (slot.touched || otherMode) ? [{ ...slot, was }] : [];
  });
  const answer: Changed = { activityId: activity._id, revision: activity.revision + 1, text, asked };
  return { answer, work: { mode, otherMode, kept, added: plan.added, venue: activity.venue.name } };
}
