import type { Caller } from '#domain/accounts/access';
import type { Checked } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { hoursRefusal } from '#domain/hours/claims';
import type { Confirmed } from '#domain/hours/views';
import { confirmCaseIdOf } from '#domain/ids';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { wasThere } from '../attendance/views';
import { _, insertAll, update } from '../core/database';
import { following, many, needed, one, only, type Found } from '../core/loading';
import { useCase, type Context, type Me } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { AccountDocument, SlotDocument } from '../documents';
import type { TeamDocument } from '../teams/documents';
import { arrivalsOf, crowdOf } from './arrivals';
import { reachOf, teamAbove } from './cases';
import { caseOf, creditClaims, type Beyond, type Claim, type Crediting } from './credit';
import { shiftOf } from './views';

/** The slot whose hours are confirmed, and all who have a say in it. */
export const aboutShift = (slotId: string, accountId: string) =>
  following({ slot: needed(one('slots', slotId, SLOT_SECRETS)), ...keptLookUp(accountId) }, ({ slot }) => ({
    activity: needed(one('activities', slot.activityId, ACTIVITY_BULK)),
    ...teamAbove(slot),
  }));

/** Of its presences only those that are confirmed now. */
function aboutConfirming({ slotId, lines }: Checked<'hours.confirm'>, accountId: string) {
  const ids = lines.map(({ attendanceId }) => attendanceId);
  return {
    ...aboutShift(slotId, accountId),
    attendances: many('attendances', '_id', ids, ['receipts']),
    arrived: arrivalsOf(slotId),
    cases: only(many('cases', '_id', ids.map(confirmCaseIdOf)), ['level']),
    lines: only(many('hours', '_id', ids), ['nonce', 'minutes']),
  };
}
type AboutConfirming = ReturnType<typeof aboutConfirming>;
type Confirming = Context<'hours.confirm', AboutConfirming>;

/** Whom this person keeps. */
export const keptLookUp = (accountId: string) => ({
  kept: only(many('accounts', 'keptBy', accountId), ['keptBy']),
});

/** Who confirms, and those whom they keep: for these they cannot vouch. */
export const nearOf = (
  me: Me,
  { kept }: { readonly kept: readonly Pick<AccountDocument, '_id'>[] },
): string[] => [me.accountId, ...kept.map((person) => person._id)];

/** For rules: the team whose slot it is, and the stations above it. */
export const teamSubject = ({ team }: { team: TeamDocument | undefined }) =>
  team ? { teamId: team._id, areas: team.areas } : {};

/**
 * Credits hours. The ledger comes first: a second confirmation, a crash or another leader at the same
 * time can add nothing twice there; marking the attendances after it can be repeated. Hours above the day's
 * limit wait for the centre or the city, those that rest on the confirmer's word alone for a second person;
 * everything else is credited at once. Messages are put out by the sweeps of hours, from what the lines themselves say.
 */
export const confirmHours = useCase('hours.confirm', {
  ask: (input, me) => aboutConfirming(input, me.accountId),
  subject: (loaded) => teamSubject(loaded),

  async run(context) {
    const { input, loaded, me, nonce, now, audit } = context;
    const { slot } = loaded;
    refuseIf(hoursRefusal(shiftOf(slot), now));
    const claims = claimsOf(context);
    const open = claims.filter((claim) => !waitsFor(loaded, claim));
    const claimed = new Set(open.map((claim) => claim.attendance._id));
    const before = loaded.lines.filter((line) => line.nonce === nonce && !claimed.has(line._id));
    if (claims.length === 0) return resultOf(before, filedBefore(context));

    const reasons = open.map(({ reason }) => reason);
    await refuseRisky(reasons.join('\n').trim(), me.openid, 'post');
    const crediting = creditingOf(context, slot);
    if (crediting.staff) {
      const after = { lines: input.lines.length };
      await audit({ subject: slot._id, after });
    }
    const { lines, beyond } =
      open.length > 0 ? await creditClaims(crediting, open) : { lines: [], beyond: [] };
    await settleAttendances(await fileCases(crediting, beyond, claims), slot);
    const waiting = beyond.map(({ claim, level }) => ({ attendanceId: claim.attendance._id, level }));
    return resultOf([...before, ...lines], [...filedBefore(context), ...waiting]);
  },
});

const resultOf = (lines: readonly { minutes: number }[], waiting: Confirmed['waiting']): Confirmed => ({
  credited: lines.length,
  minutes: lines.reduce((sum, line) => sum + line.minutes, 0),
  waiting,
});

const waitsFor = ({ cases }: Found<AboutConfirming>, { attendance }: Claim): boolean =>
  cases.some((c) => c._id === confirmCaseIdOf(attendance._id));

/** Of those confirmed here, what is on somebody's list already: by an earlier try, or another leader. */
function filedBefore({ input, loaded }: Confirming): Confirmed['waiting'] {
  return input.lines.flatMap(({ attendanceId }) => {
    const c = loaded.cases.find((one) => one._id === confirmCaseIdOf(attendanceId));
    return c ? [{ attendanceId, level: c.level }] : [];
  });
}

/** What is to be credited now: those that were already are passed over. Hours without any presence are made up for. */
function claimsOf({ input, loaded }: Confirming): Claim[] {
  const seen = new Set<string>();
  return input.lines.flatMap((line) => {
    const attendance = loaded.attendances.find((a) => a._id === line.attendanceId);
    if (attendance?.slotId !== loaded.slot._id) throw new Refused('NOT_FOUND');
    if (!attendance.credited && !wasThere(attendance)) throw new Refused('NOT_FOUND');
    if (seen.has(attendance._id)) throw new Refused('BAD_INPUT', { field: 'lines' });
    seen.add(attendance._id);
    return attendance.credited ? [] : [{ attendance, minutes: line.minutes, reason: line.reason }];
  });
}

function creditingOf(context: Confirming, slot: SlotDocument): Crediting {
  const { loaded, settings, me, nonce, now, caller } = context;
  const { activity, team, arrived } = loaded;
  if (!team) throw new Refused('NOT_FOUND');
  const reach = reachOf(team, loaded.stations, settings);
  return {
    crowd: crowdOf(arrived),
    slot,
    activity,
    settings,
    reach,
    by: me.accountId,
    near: nearOf(me, loaded),
    nonce,
    now,
    staff: staffOnly(caller, team._id),
  };
}

/** Staff who do not lead the team: they confirm in its leader's place. */
const staffOnly = (caller: Caller, teamId: string): Caller | null =>
  caller.leads.includes(teamId) ? null : caller;

/**
 * What nobody may say alone goes to the list of who decides it; but what is too much in a day for staff stays
 * as it is, for those above them to confirm. Answers what is seen to by this confirmation.
 */
async function fileCases(
  crediting: Crediting,
  beyond: readonly Beyond[],
  claims: readonly Claim[],
): Promise<Claim[]> {
  const left = beyond.filter(({ kind }) => crediting.staff !== null && kind === 'OVER_DAY');
  const cases = beyond.filter((one) => !left.includes(one)).map((one) => caseOf(crediting, one));
  await insertAll('cases', cases);
  const unseen = new Set(left.map(({ claim }) => claim));
  return claims.filter((claim) => !unseen.has(claim));
}

/**
 * The minutes stand in the ledger, so one update serves all, whatever each was credited. A stay still open
 * is left to its check-out or to the system: neither changes what lies inside the shift.
 */
async function settleAttendances(claims: readonly Claim[], slot: SlotDocument): Promise<void> {
  if (claims.length === 0) return;
  const ids = claims.map((c) => c.attendance._id);
  const waiting = { _id: _.in(ids), slotId: slot._id, credited: false };
  await update('attendances', waiting, { credited: true, toConfirm: _.remove() });
}
