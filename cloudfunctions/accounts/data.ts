import type { Caller } from '#domain/accounts/access';
import { givingUpRefusal } from '#domain/accounts/leaving';
import { isMinor } from '#domain/accounts/registration';
import type { AccountView, ConsentsView, ExportFacts, VolunteerView } from '#domain/accounts/views';
import { bindingIdOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { dayOf, type Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { callsOf, callsTaken } from '../callups/views';
import { ms } from '../core/clock';
import { count, following, many, ME, one, only, type Found } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AccountDocument } from '../documents';
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

export const exportAccount = useCase('account.export', {
  ask: () => ({
    ...commonLookUps(),
    kept: only(many('accounts', 'keptBy', ME), ['name', 'phone', 'relation']),
    papers: only(many('certificates', 'accountId', ME), ['number', 'issuedAt', 'minutes', 'revoked']),
    cases: only(many('cases', 'accountId', ME), ['asked']),
    asked: only(many('requests', 'concerns', ME), ['at', 'words', 'filedBy']),
    presents: only(many('gifts', 'accountId', ME), ['at', 'shopName', 'title']),
    ...callsOf(ME),
  }),

  async run({ loaded, account, caller, settings, me, now }): Promise<ExportFacts> {
    const { staysFor: _staysFor, ...common } = commonOf(account ?? nobody, caller, loaded, settings, now);
    const [last] = await latestLines(me.accountId, 1);
    return {
      ...common,
      exportedAt: now,
      hours: { minutes: last?.balance ?? 0, lines: last?.seq ?? 0 },
      kept: loaded.kept.length,
      family: loaded.kept.map(({ name, phone, relation = '' }) => ({ name, phone, relation })),
      certificates: loaded.papers.map(({ number, issuedAt, minutes, revoked }) => ({
        number,
        issuedAt: ms(issuedAt),
        minutes,
        revoked: revoked !== undefined,
      })),
      questions: loaded.cases.flatMap((c) =>
        c.asked.filter(({ by }) => by === me.accountId).map(({ at, words }) => ({ at: ms(at), words })),
      ),
      requests: loaded.asked
        .filter(({ filedBy }) => filedBy === me.accountId)
        .map(({ at, words }) => ({ at: ms(at), words })),
      calls: callsTaken(loaded, me.accountId),
      gifts: loaded.presents.map(({ at, shopName, title }) => ({ at: ms(at), shop: shopName, title })),
    };
  },
});
