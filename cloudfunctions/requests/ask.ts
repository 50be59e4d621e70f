import { serves } from '#domain/accounts/access';
import type { Checked } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { requestIdOf } from '#domain/ids';
import { askedState, askRefusal, desksAmong } from '#domain/requests/asking';
import { promiseIn } from '#domain/requests/promises';
import type { Request } from '#domain/requests/types';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { insert } from '../core/database';
import { following, many, needed, one, only } from '../core/loading';
import { keyedHash, requireKeys } from '../core/secrets';
import { useCase, type Context, type Me } from '../core/use-case';
import { checkText } from '../core/wechat';
import { sealedContact } from './contact';
import type { RequestDocument } from './documents';
import { freshDocument } from './record';

const aboutAsking = ({ stationId }: Checked<'requests.ask'>, me: Me, nonce: string) =>
  following(
    {
      station: needed(only(one('stations', stationId), ['name', 'ancestors', 'place', 'closed'])),
      asked: one('requests', requestIdOf(me.identity, nonce), ['history']),
    },
    ({ station }) => ({
      staff: only(many('accounts', 'duties', [station.ancestors, station._id]), ['duties']),
    }),
  );
type Asking = Context<'requests.ask', ReturnType<typeof aboutAsking>>;

export const askForHelp = useCase('requests.ask', {
  ask: aboutAsking,

  async run(context) {
    const { input, loaded, caller, settings, me, now } = context;
    if (loaded.asked) return answerOf(loaded.asked);
    const { station } = loaded;
    refuseIf(
      askRefusal(
        input,
        { ...station, serves: serves(caller, areasOfRequest(context)) },
        settings.requests,
        now,
      ),
    );
    requireKeys();
    const said = await checkText(input.words, me.openid, 'post');
    if (said === 'risky') throw new Refused('CONTENT_REFUSED');
    const request = requestAsked(context, askedState(said));
    const document = documentOf(context, request);
    // Sent twice at once, one of the two is written; both say the same.
    if ((await insert('requests', document)) === 'INSERTED') return answerOf(document);
    return answerOf((await context.reload()).asked ?? document);
  },
});

const areasOfRequest = ({ loaded: { station } }: Asking): string[] => [...station.ancestors, station._id];

const answerOf = ({ _id, state, due }: Pick<RequestDocument, '_id' | 'state' | 'due'>) => ({
  requestId: _id,
  state,
  due: due ? ms(due) : null,
});

function requestAsked(context: Asking, state: Request['state']): Request {
  const { input, loaded, settings, me, nonce, now } = context;
  const areas = areasOfRequest(context);
  const id = requestIdOf(me.identity, nonce);
  return {
    ...nothingYet,
    id,
    at: now,
    category: input.category,
    urgency: input.urgency,
    origin: input.origin,
    state,
    filedBy: me.accountId,
    askers: input.origin === 'hotline' ? [] : [me.accountId],
    followers: [me.accountId],
    areas,
    desks: desksAmong(
      areas,
      loaded.staff.flatMap(({ duties }) => duties),
    ),
    // Who answers the telephone has it before them.
    keeper: input.origin === 'hotline' ? me.accountId : '',
    due: promiseIn(state, input.urgency, settings, now),
    history: [{ at: now, by: me.accountId, kind: 'ask', state, words: '' }],
  };
}

const nothingYet = {
  ending: null,
  risen: 0,
  dispatcher: '',
  teamId: '',
  insisted: false,
  holder: '',
  going: [],
  tried: [],
  pause: null,
  askedStill: null,
  late: false,
  reopened: 0,
  begunAt: null,
  doneAt: null,
  closedAt: null,
  mergedInto: '',
} as const satisfies Partial<Request>;

function documentOf(context: Asking, request: Request): RequestDocument {
  const { input, loaded, account, settings, now } = context;
  const { station } = loaded;
  const { name, phone } = input.person ?? { name: account?.name ?? '', phone: account?.phone ?? '' };
  const facts = {
    words: input.words,
    stationId: station._id,
    stationName: station.name,
    place: input.place ?? station.place,
    contact: sealedContact({ name, phone, address: input.address }, request.id),
    callerKey: input.origin === 'hotline' ? callerKeyOf(phone) : undefined,
    wanted: windowOf(input.wanted),
  };
  return freshDocument(request, facts, settings, now);
}

export const callerKeyOf = (phone: string): string => keyedHash('caller', phone);

const windowOf = (wanted: { from: Instant; to: Instant } | undefined) =>
  wanted && { from: new Date(wanted.from), to: new Date(wanted.to) };
