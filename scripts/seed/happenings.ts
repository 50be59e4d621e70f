import { makeCode } from '#domain/attendance/code';
import type { Place } from '#domain/geo';
import { accountIdOf, activityIdOf, signupIdOf, slotIdOf } from '#domain/ids';
import { HOUR, MINUTE, type Instant } from '#domain/time';
import type { ProposalLine } from '#domain/hours/views';
import type { Calendar } from './calendar';
import type { Client } from '../client';
import { holders, movedUp, type Conduct, type PlannedActivity, type PlannedSlot, type Taker } from './plan';
import type { Chance } from './random';
import type { Happening } from './timeline';

const COMES_BEFORE = 6 * MINUTE;
const COMES_AFTER = 9 * MINUTE;
const LEAVES_AFTER = 3 * MINUTE;

/** When somebody scans in and out; null is never. */
const stays: Record<
  Conduct,
  { in: Instant | null; outAfterStart: number | null; outAfterEnd: number | null }
> = {
  whole: { in: -COMES_BEFORE, outAfterStart: null, outAfterEnd: LEAVES_AFTER },
  late: { in: COMES_AFTER, outAfterStart: null, outAfterEnd: LEAVES_AFTER },
  early: { in: -COMES_BEFORE, outAfterStart: HOUR, outAfterEnd: null },
  forgets: { in: -COMES_BEFORE, outAfterStart: null, outAfterEnd: null },
  absent: { in: null, outAfterStart: null, outAfterEnd: null },
};

interface Scene {
  readonly activity: PlannedActivity;
  readonly activityId: string;
  readonly slot: PlannedSlot;
  readonly slotId: string;
}

/** Turns planned activities into what people then do with their phones. */
export class Script {
  /** By team name, as the registration answered. */
  constructor(
    private readonly client: Client,
    private readonly calendar: Calendar,
    private readonly chance: Chance,
    private readonly teamIds: ReadonlyMap<string, string>,
    private readonly phones: ReadonlyMap<string, string>,
  ) {}

  of(activity: PlannedActivity): Happening[] {
    const activityId = activityIdOf(accountIdOf(activity.team.leader), activity.nonce);
    const scenes = activity.slots.map((slot, i) => ({
      activity,
      activityId,
      slot,
      slotId: slotIdOf(activityId, i + 1),
    }));
    return [
      this.post(activity),
      ...scenes.flatMap((scene) => this.signUps(scene)),
      ...this.callOff(activity, activityId),
      ...scenes
        .filter(({ slot }) => slot.kind === 'shift' && activity.calledOff === null)
        .flatMap((scene) => [...this.attendance(scene), ...this.confirmation(scene)]),
    ];
  }

  private post(activity: PlannedActivity): Happening {
    const { team, notice, venue, slots, nonce, postDay } = activity;
    const { title, category, summary, audience, bring, risks } = notice;
    const input = {
      title,
      category,
      summary,
      audience,
      bring,
      risks,
      venue,
      teamId: this.teamIds.get(team.name) ?? '',
      contactPhone: this.phones.get(team.leader) ?? '',
      slots: slots.map(({ kind, name, start, end, capacity }) => ({ kind, name, start, end, capacity })),
    };
    return {
      at: this.calendar.evening(postDay),
      kind: 'post',
      run: async () => {
        await this.client.call(team.leader, 'activities.post', input, nonce);
      },
    };
  }

  /** One after the other, so that the line is the same each time. */
  private signUps({ activity, slot, slotId }: Scene): Happening[] {
    const inTurn = async (takers: readonly Taker[], act: (taker: Taker) => Promise<unknown>) => {
      for (const taker of takers) await act(taker);
    };
    const take = (t: Taker) =>
      this.client.call(t.openid, 'signups.take', { slotId, wait: true }, `take-${slotId}`);
    const giveBack = (t: Taker) => {
      const signupId = signupIdOf(slotId, accountIdOf(t.openid));
      return this.client.call(t.openid, 'signups.cancel', { signupId }, `cancel-${slotId}`);
    };
    const evenings = ([0, 1] as const).map((evening): Happening => {
      const takers = slot.takers.filter((t) => t.evening === evening);
      return {
        at: this.calendar.evening(activity.postDay + evening),
        kind: 'signUp',
        run: () => inTurn(takers, take),
      };
    });
    const cancelling = slot.takers.filter((t) => t.cancels);
    const before = this.calendar.evening(activity.postDay + 2);
    if (cancelling.length === 0 || before >= slot.start || activity.calledOff !== null) return evenings;
    const run = async () => {
      await inTurn(cancelling, giveBack);
      await inTurn(movedUp(slot), (t) => this.comeAfterAll(t, slotId));
    };
    return [...evenings, { at: before, kind: 'cancel', run }];
  }

  /** Whoever has moved up from the line is asked whether they still come, and does. */
  private async comeAfterAll({ openid }: Taker, slotId: string): Promise<void> {
    const { coming } = await this.client.call(openid, 'me.view', {});
    const asked = coming.find((mine) => mine.slotId === slotId && mine.asked !== null);
    if (!asked) return;
    const { signupId, revision } = asked;
    await this.client.call(openid, 'signups.confirm', { signupId, revision }, `confirm-${slotId}`);
  }

  private callOff({ team, nonce, calledOff }: PlannedActivity, activityId: string): Happening[] {
    if (calledOff === null) return [];
    const run = async () => {
      await this.client.call(
        team.leader,
        'activities.cancel',
        { activityId, reason: calledOff },
        `${nonce}-off`,
      );
    };
    return [{ at: this.calendar.evening(-1), kind: 'callOff', run }];
  }

  private attendance({ activity, slot, slotId }: Scene): Happening[] {
    let desk: Promise<string> | undefined;
    const key = () => {
      desk ??= this.client.call(activity.team.leader, 'desk.view', { slotId }).then((d) => d.key);
      return desk;
    };
    return holders(slot).flatMap((taker) => {
      const stay = stays[taker.conduct];
      const place = this.whereabouts(activity.place);
      const scan = (action: 'attendance.checkIn' | 'attendance.checkOut', at: Instant): Happening => ({
        at,
        kind: 'scan',
        run: async () => {
          const code = makeCode(await key(), slotId, this.client.now());
          const input = { code, ...(place === null ? {} : { place }) };
          await this.client.call(taker.openid, action, input, `${action.slice(11)}-${slotId}`);
        },
      });
      const out =
        stay.outAfterStart !== null
          ? slot.start + stay.outAfterStart
          : stay.outAfterEnd !== null
            ? slot.end + stay.outAfterEnd
            : null;
      return [
        ...(stay.in === null ? [] : [scan('attendance.checkIn', slot.start + stay.in)]),
        ...(out === null ? [] : [scan('attendance.checkOut', out)]),
      ];
    });
  }

  /** Most scan beside the venue, some far away, some without telling where. */
  private whereabouts(venue: Place): Place | null {
    if (this.chance.happens(0.08)) return null;
    const spread = this.chance.happens(0.05) ? 0.02 : 0.002;
    const off = () => (this.chance.next() - 0.5) * spread;
    return { longitude: venue.longitude + off(), latitude: venue.latitude + off() };
  }

  private confirmation({ activity, slot, slotId }: Scene): Happening[] {
    if (!activity.confirmed) return [];
    const day = Math.round((slot.start - this.calendar.at(0, 12)) / (24 * HOUR));
    const shortens = this.chance.happens(0.15);
    const decide = (line: ProposalLine, i: number) => {
      const less = shortens && i === 0 && line.minutes > 60;
      const { attendanceId, minutes } = line;
      return less
        ? { attendanceId, minutes: minutes - 30, reason: '中途外出办事半小时' }
        : { attendanceId, minutes };
    };
    const run = async () => {
      const { leader } = activity.team;
      const { lines } = await this.client.call(leader, 'hours.proposals', { slotId });
      if (lines.length === 0) return;
      await this.client.call(
        leader,
        'hours.confirm',
        { slotId, lines: lines.map(decide) },
        `confirm-${slotId}`,
      );
    };
    // What lasts into the evening is confirmed later than all else.
    const at = Math.max(this.calendar.evening(day), slot.end + HOUR);
    return [{ at, kind: 'confirm', run }];
  }
}
