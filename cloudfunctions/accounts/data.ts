import type { Caller } from '#domain/accounts/access';
import { givingUpRefusal } from '#domain/accounts/leaving';
import { isMinor } from '#domain/accounts/registration';
import type { AccountExport, AccountView, ConsentsView, VolunteerView } from '#domain/accounts/views';
import { bindingIdOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { dayOf, type Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { ms } from '../core/clock';
import { count, following, many, ME, one, only, type Found } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AccountDocument, AttendanceDocument, SignupDocument } from '../documents';
import { latestLines } from '../hours/views';
import { freshAccount } from './fresh';
import { isPresent, liveSignupsOf } from './leave';

/** What is held about a person, for that person. The ID number is not among it: nobody is told it again. */

const commonLookUps = () => ({
  ...following({ membershipsHeld: many('memberships', 'accountId', ME, ['receipts']) }, (found) => ({
    teams: only(many('teams', '_id', found.membershipsHeld.teamId), ['_id', 'name']),
  })),
  request: one('bindings', bindingIdOf(ME)),
  wanted: count('bindings', 'waitingFor', ME),
  ...liveSignupsOf(ME),
});
type Held = Found<ReturnType<typeof commonLookUps>>;

type Common = Omit<AccountView, 'hours' | 'kept'>;

function commonOf(account: AccountDocument, caller: Caller, found: Held, settings: Settings, now: Instant) {
  const { name, phone, createdAt, volunteer, number } = account;
  const common: Common = {
    name,
    phone,
    since: ms(createdAt),
    consents: consentsOf(account.consents),
    teams: teamsOf(found),
    volunteer: volunteer ? volunteerView(volunteer, keyIn(number) ?? '', settings, now) : null,
    signups: found.live.length,
    staysFor: givingUpRefusal(caller.heads.length > 0, isPresent(found))?.code ?? null,
    rebinding: rebindingOf(found),
    wantedElsewhere: found.wanted > 0,
  };
  return common;
}

function volunteerView(
  facts: NonNullable<AccountDocument['volunteer']>,
  number: string,
  { accounts }: Settings,
  now: Instant,
): VolunteerView {
  const { sex, birthDate, skills, freeTimes, guardian, registeredAt } = facts;
  return {
    number,
    sex,
    birthDate,
    skills,
    freeTimes,
    guardian: guardian ?? null,
    minor: isMinor(birthDate, dayOf(now), accounts),
    registeredAt: ms(registeredAt),
  };
}

export function consentsOf(consents: AccountDocument['consents'] = {}): ConsentsView {
  const entries = Object.entries(consents).map(([kind, { at, withdrawnAt }]) => [
    kind,
    { at: ms(at), withdrawnAt: withdrawnAt ? ms(withdrawnAt) : null },
  ]);
  return Object.fromEntries(entries) as ConsentsView;
}

const teamsOf = ({ membershipsHeld, teams }: Held): AccountView['teams'] =>
  membershipsHeld
    .filter((m) => m.state === 'active')
    .flatMap(({ teamId, role }) => {
      const team = teams.find((t) => t._id === teamId);
      return team ? [{ id: teamId, name: team.name, role }] : [];
    });

function rebindingOf({ request }: Held): AccountView['rebinding'] {
  if (!request || request.state === 'confirmed') return null;
  return { state: request.state, at: ms(request.at), reason: request.reason ?? '' };
}

const nobody = freshAccount('', '', new Date(0));

export const viewAccount = useCase('account.view', {
  ask: () => ({ ...commonLookUps(), kept: count('accounts', 'keptBy', ME) }),

  async run({ loaded, account, caller, settings, me, now }) {
    const [last] = await latestLines(me.accountId, 1);
    return {
      ...commonOf(account ?? nobody, caller, loaded, settings, now),
      hours: { minutes: last?.balance ?? 0, lines: last?.seq ?? 0 },
      kept: loaded.kept,
    };
  },
});

/** Of years of sign-ups, and of presences, only what is told. */
const SIGNUP = ['slotId', 'activityId', 'state', 'at'] as const;
const STAYS = ['pairs', 'openSince'] as const;

export const exportAccount = useCase('account.export', {
  ask: () => ({
    ...commonLookUps(),
    ...following({ all: only(many('signups', 'accountId', ME), SIGNUP) }, ({ all }) => ({
      slots: only(many('slots', '_id', all.slotId), ['_id', 'name', 'start', 'end']),
      activities: only(many('activities', '_id', all.activityId), ['_id', 'title']),
      presences: only(many('attendances', '_id', all._id), STAYS),
    })),
    kept: only(many('accounts', 'keptBy', ME), ['name', 'phone', 'relation']),
    lines: only(many('hours', 'accountId', ME), ['seq', 'day', 'title', 'minutes', 'balance', 'reason']),
    papers: only(many('certificates', 'accountId', ME), ['number', 'issuedAt', 'minutes', 'revoked']),
    cases: only(many('cases', 'accountId', ME), ['asked']),
    presents: only(many('gifts', 'accountId', ME), ['at', 'shopName', 'title']),
  }),

  run({ loaded, account, caller, settings, me, now }): Promise<AccountExport> {
    const { staysFor: _staysFor, ...common } = commonOf(account ?? nobody, caller, loaded, settings, now);
    const lines = [...loaded.lines].sort((a, b) => a.seq - b.seq);
    return Promise.resolve({
      ...common,
      exportedAt: now,
      hours: { minutes: lines[lines.length - 1]?.balance ?? 0, lines: lines.length },
      kept: loaded.kept.length,
      family: loaded.kept.map(({ name, phone, relation = '' }) => ({ name, phone, relation })),
      signups: signupsOf(loaded),
      ledger: lines.map(({ day, title, minutes, balance, reason }) => ({
        day,
        title,
        minutes,
        balance,
        reason,
      })),
      certificates: loaded.papers.map(({ number, issuedAt, minutes, revoked }) => ({
        number,
        issuedAt: ms(issuedAt),
        minutes,
        revoked: revoked !== undefined,
      })),
      questions: loaded.cases.flatMap((c) =>
        c.asked.filter(({ by }) => by === me.accountId).map(({ at, words }) => ({ at: ms(at), words })),
      ),
      gifts: loaded.presents.map(({ at, shopName, title }) => ({ at: ms(at), shop: shopName, title })),
    });
  },
});

interface Signups {
  readonly all: readonly Pick<SignupDocument, '_id' | (typeof SIGNUP)[number]>[];
  readonly slots: readonly { _id: string; name: string; start: Date; end: Date }[];
  readonly activities: readonly { _id: string; title: string }[];
  readonly presences: readonly Presence[];
}

function signupsOf({ all, slots, activities, presences }: Signups): AccountExport['signups'] {
  const rows = all.flatMap((signup) => {
    const slot = slots.find((s) => s._id === signup.slotId);
    const activity = activities.find((a) => a._id === signup.activityId);
    if (!slot || !activity) return [];
    const presence = presences.find((a) => a._id === signup._id);
    return [
      {
        title: activity.title,
        slot: slot.name,
        start: ms(slot.start),
        end: ms(slot.end),
        state: signup.state,
        signedUpAt: ms(signup.at),
        stays: staysOf(presence),
      },
    ];
  });
  return rows.sort((a, b) => b.start - a.start);
}

type Presence = Pick<AttendanceDocument, '_id' | (typeof STAYS)[number]>;

function staysOf(presence: Presence | undefined) {
  if (!presence) return [];
  const whole: { in: number; out: number | null }[] = presence.pairs.map((stay) => ({
    in: ms(stay.in),
    out: ms(stay.out),
  }));
  return presence.openSince ? [...whole, { in: ms(presence.openSince), out: null }] : whole;
}
