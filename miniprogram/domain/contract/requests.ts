import * as v from 'valibot';
import { id, instant, optionalText, place, telephone, text } from '../fields';
import { personName } from '../names';
import { askerStep, deskStep, goerStep, teamStep } from '../requests/steps';
import { urgencies } from '../request-rules';
import { origins, type RequestState } from '../requests/types';
import { deskScopes, mineScopes, WORDS_AT_MOST } from '../requests/views';
import type { Suggestion } from '../requests/suggesting';
import type * as request from '../requests/views';
import type { Instant } from '../time';
import { answers, limit, reads, writes } from './define';
import { CANNOT_STEP } from './errors';

const window = v.strictObject({ from: instant, to: instant });
/** Where a request stands in a list: see `orderOf` of its documents. */
const placeInList = v.pipe(v.string(), v.regex(/^[\d_A-Za-z-]{1,80}$/));

const stepDone = answers<{ requestId: string; state: RequestState }>();
const page = answers<{ requests: request.RequestCard[]; next: string | null }>();

/** Requests: 点单, 派单, 接单, 评单. */
export const requests = {
  'requests.ask': writes(
    'member',
    'introduced',
    v.strictObject({
      category: id,
      urgency: v.picklist(urgencies),
      words: text(WORDS_AT_MOST),
      /** The station that it is asked of. */
      stationId: id,
      /** Where help is needed; left out: at the station. */
      place: v.optional(place),
      address: optionalText(80),
      /** Any time will do where it is left out. */
      wanted: v.optional(window),
      origin: v.picklist(origins),
      /** Who needs it, and is to be reached; left out: who asks. */
      person: v.optional(
        v.strictObject({
          name: personName,
          phone: telephone,
          /** They want it asked for, and their number told to who comes. */
          agreed: v.boolean(),
        }),
      ),
    }),
    answers<{ requestId: string; state: RequestState; due: Instant | null }>(),
    ['STATION_CLOSED', 'TIME_PASSED', 'CONSENT_NEEDED', 'OUTSIDE_AREA', 'CONTENT_REFUSED'],
  ),
  /** What I asked for, where I go, or what my teams have: what is not over first, then the latest. */
  'requests.mine': reads(
    'member',
    'account',
    v.strictObject({ scope: v.picklist(mineScopes), after: v.optional(placeInList), limit: limit(50) }),
    page,
  ),
  'requests.view': reads(
    'member',
    'account',
    v.strictObject({ requestId: id }),
    answers<request.RequestView>(),
  ),
  /** Those that any volunteer may claim, nearest first. */
  'requests.near': reads(
    'member',
    'volunteer',
    v.strictObject({ place, category: v.optional(id), limit: limit(50) }),
    answers<{ requests: request.RequestCard[] }>(),
  ),
  /** Things of a place that others have asked for near here: one follows such a one instead of asking again. */
  'requests.alike': reads(
    'member',
    'account',
    v.strictObject({ category: id, place }),
    answers<{ requests: request.RequestCard[] }>(),
  ),
  'requests.follow': writes('member', 'account', v.strictObject({ requestId: id }), stepDone, [
    'NOT_IN_THIS_STATE',
  ]),
  'requests.asAsker': writes(
    'member',
    'account',
    v.strictObject({ requestId: id, step: askerStep }),
    stepDone,
    ['NOT_IN_THIS_STATE', 'TIME_PASSED', 'CONTENT_REFUSED'],
  ),
  'requests.asGoer': writes(
    'member',
    'volunteer',
    v.strictObject({ requestId: id, step: goerStep }),
    stepDone,
    [
      'NOT_IN_THIS_STATE',
      'ALREADY_TAKEN',
      'GIVEN_BACK',
      'TOO_MANY_CLAIMS',
      'TIME_PASSED',
      'ALREADY_ASKED',
      'CONTENT_REFUSED',
    ],
  ),
  'requests.asTeam': writes(
    'organizer',
    'leader',
    v.strictObject({ requestId: id, step: teamStep }),
    stepDone,
    ['NOT_IN_THIS_STATE', 'ALREADY_TAKEN', 'NOT_A_MEMBER', 'TIME_PASSED', 'CONTENT_REFUSED'],
  ),
  'requests.asDesk': writes(
    'organizer',
    'staff',
    v.strictObject({ requestId: id, step: deskStep }),
    stepDone,
    [...CANNOT_STEP],
  ),
  /** Of the caller's stations: what waits, what is with somebody, what is over. */
  'requests.desk': reads(
    'organizer',
    'duty',
    v.strictObject({ scope: v.picklist(deskScopes), after: v.optional(placeInList), limit: limit(50) }),
    page,
  ),
  /** Teams that could go, in the order of the reasons that each is told with. */
  'requests.suggest': reads(
    'organizer',
    'staff',
    v.strictObject({ requestId: id }),
    answers<{ teams: Suggestion[] }>(),
  ),
  /** Who else of the desk looks at it is told. */
  'requests.looking': writes(
    'organizer',
    'staff',
    v.strictObject({ requestId: id }),
    answers<{ requestId: string }>(),
  ),
  /** What this number has asked for before: for who answers the telephone. */
  'requests.earlier': reads(
    'organizer',
    'duty',
    v.strictObject({ phone: telephone }),
    answers<{ requests: request.RequestCard[] }>(),
  ),
} as const;
