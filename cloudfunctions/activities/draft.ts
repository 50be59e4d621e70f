import { moveRefusal } from '#domain/activities/lifecycle';
import { otherTeamRefusal } from '#domain/activities/rules';
import type { DraftInput } from '#domain/activities/schemas';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { activityIdOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, insert, remove } from '../core/database';
import { one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { ActivityDocument, TeamDocument } from '../documents';
import { notLive } from './live';
import { newActivity } from './post';

type Saved = Output<'activities.save'>;

export const spanOfActivity = ({ state, start, end }: ActivityDocument) => ({
  state,
  start: ms(start),
  end: ms(end),
});

/** As the rules see one date of a weekly row. */
export const datedOf = (activity: ActivityDocument) => ({ ...activity, ...spanOfActivity(activity) });

/** What stands in the form, however incomplete; of one sent or sent back, it is taken back to be worked on. */
export const saveDraft = useCase('activities.save', {
  ask: ({ activityId, teamId }, me, nonce) => ({
    team: one('teams', teamId),
    activity: one('activities', activityId ?? activityIdOf(me.identity, nonce)),
  }),
  subject: ({ activity }, input) => ({ teamId: activity?.teamId ?? input.teamId }),

  async run({ input, loaded, settings, me, nonce, now, reload }) {
    const { team, activity } = loaded;
    const replay = receiptFor<Saved>(activity, nonce);
    if (replay) return replay;
    const activityId = input.activityId ?? activityIdOf(me.identity, nonce);
    const revision = activity ? activity.revision + 1 : 0;
    const result: Saved = { activityId, savedAt: now, revision };
    if (!activity) {
      if (!team || input.activityId !== undefined) throw new Refused('NOT_FOUND');
      const fresh = blank(result.activityId, input.form, team, me.accountId, settings, now);
      const kept = await insert('activities', { ...fresh, receipts: [receipt(nonce, result)] });
      if (kept === 'DUPLICATE') throw new Refused('CONFLICT');
      return result;
    }
    refuseIf(otherTeamRefusal(activity.teamId, input.teamId));
    const { _id, state } = activity;
    refuseIf(moveRefusal(spanOfActivity(activity), state === 'draft' ? 'save' : 'edit', 'leader', now));
    const saved = await updateOnce(
      'activities',
      { _id, state, revision: activity.revision },
      {
        state: 'draft',
        title: input.form.title,
        draftFor: activity.teamId,
        start: new Date(now),
        end: new Date(now),
        draft: _.set(input.form),
        ...notLive(),
        revision,
      },
      receipt(nonce, result),
    );
    if (saved === 1) return result;
    const own = receiptFor<Saved>((await reload()).activity, nonce);
    if (!own) throw new Refused('CONFLICT');
    return own;
  },
});

/** A draft is in its team's list alone: place and time are only filled in so that it is a whole document. */
function blank(
  _id: string,
  draft: DraftInput,
  team: TeamDocument,
  by: string,
  settings: Settings,
  now: Instant,
): Omit<ActivityDocument, 'receipts'> {
  const at = new Date(now);
  return {
    ...newActivity(_id, team, by, now),
    title: draft.title,
    category: draft.category,
    summary: '',
    audience: '',
    bring: '',
    risks: '',
    contactPhone: '',
    minimumAge: 0,
    skills: [],
    dangerous: false,
    insurance: '',
    mode: settings.attendance.mode,
    venue: { name: '', address: '', place: settings.city.centre, stationId: null },
    areas: [],
    day: dayOf(now),
    areaDays: [],
    start: at,
    end: at,
    order: '',
    mix: '',
    serves: [],
    state: 'draft',
    draft,
    draftFor: team._id,
  };
}

/** Thrown away for good; what is there no more has been thrown away already, and so has what was never this team's. */
export const discardDraft = useCase('activities.discard', {
  ask: ({ activityId }) => ({ activity: one('activities', activityId) }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input, loaded: { activity }, now, reload }) {
    const { activityId, teamId } = input;
    if (activity?.teamId === teamId) {
      refuseIf(moveRefusal(spanOfActivity(activity), 'discard', 'leader', now));
      const gone = await remove('activities', { _id: activityId, state: activity.state });
      // Thrown away at this very moment by another tap it is gone as well.
      if (gone === 0 && (await reload()).activity) throw new Refused('CONFLICT');
    }
    // Of an earlier sending: nobody could sign up for them. What a try left that died goes with the next.
    await remove('slots', { activityId, teamId });
    return { activityId };
  },
});
