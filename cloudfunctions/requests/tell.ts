import type { Entry, Request } from '#domain/requests/types';
import { toldOf, type Telling } from '#domain/requests/telling';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { earliest, findWith, many, only } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, SIDE_BY_SIDE, type Sweep } from '../core/sweep';
import type { MembershipDocument, OutboxDocument } from '../documents';
import { noteTo, queueMessages } from '../messages/outbox';
import { officersOf } from '../teams/people';
import { requestOf } from './record';

const BATCH = 100;

/** Tells those whom the latest steps of a request concern. */
export const tellRequests: Sweep = {
  on: earliest('requests', 'tellAt'),

  slices: (work) => {
    const { now, settings } = work;
    return inSlices(
      BATCH,
      () => toTell(now),
      (each) => {
        const putOff = () =>
          update('requests', { _id: each._id, tellAt: each.tellAt }, { tellAt: later(now) });
        return work.done(async () => work.count('told', await tell(each, settings, now)), putOff);
      },
      SIDE_BY_SIDE,
    );
  },
};

const toTell = (now: Instant) =>
  findWith(
    'requests',
    [{ match: { tellAt: _.lte(new Date(now)) } }, { sort: { tellAt: 1 } }],
    BATCH,
    ({ desks }) => ({ staff: only(many('accounts', 'duties', desks), ['duties']) }),
  );
type ToTell = Awaited<ReturnType<typeof toTell>>[number];

async function tell(found: ToTell, settings: Settings, now: Instant): Promise<number> {
  const { staff, ...document } = found;
  const request = requestOf(document);
  const fresh = request.history.filter(({ at }) => at > ms(document.told));
  const teams = new Set([request.teamId, ...fresh.map(({ teamId = '' }) => teamId)]);
  const officers = await officersOfTeams([...teams].filter((each) => each !== ''));
  const messages = fresh.flatMap((entry) => messagesFor(entry, request, { staff, officers }, settings, now));
  await queueMessages(messages);
  const last = fresh[fresh.length - 1];
  const told = last ? { told: new Date(last.at) } : {};
  await update('requests', { _id: document._id, version: document.version }, { tellAt: _.remove(), ...told });
  return messages.length;
}

type Officer = Pick<MembershipDocument, 'accountId' | 'teamId'>;

const officersOfTeams = async (teamIds: readonly string[]): Promise<Officer[]> =>
  (await Promise.all(teamIds.map(officersOf))).flat();

const pageOf = (requestId: string): string => `packages/requests/view/index?id=${requestId}`;

function messagesFor(
  entry: Entry,
  request: Request,
  { staff, officers }: Pick<ToTell, 'staff'> & { readonly officers: readonly Officer[] },
  settings: Settings,
  now: Instant,
): OutboxDocument[] {
  const category = settings.requests.categories.find(({ id }) => id === request.category)?.name ?? '';
  const people = {
    staffOf: (areas: readonly string[]) =>
      staff.filter(({ duties }) => duties.some((duty) => areas.includes(duty))).map(({ _id }) => _id),
    officersOf: (teamId: string) =>
      officers.filter((each) => each.teamId === teamId).map((each) => each.accountId),
  };
  return toldOf(entry, request, people).flatMap(({ whom, state, detail }: Telling) =>
    [...new Set(whom)]
      .filter((accountId) => accountId !== '' && accountId !== entry.by)
      .map((accountId) =>
        noteTo(
          'request',
          accountId,
          {
            about: request.id,
            cause: `${entry.kind}${entry.at}${state}`,
            page: pageOf(request.id),
            title: category,
            state,
            detail,
          },
          now,
        ),
      ),
  );
}
