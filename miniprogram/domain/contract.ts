import * as v from 'valibot';
import { activities } from './contract/activities';
import { attendance } from './contract/attendance';
import { benefits } from './contract/benefits';
import { callups } from './contract/callups';
import { certificates } from './contract/certificates';
import type { FunctionName, Shape } from './contract/define';
import { hours } from './contract/hours';
import { messages } from './contract/messages';
import { people } from './contract/people';
import { photos } from './contract/photos';
import { requests } from './contract/requests';
import { signups } from './contract/signups';
import { stations } from './contract/stations';
import { system } from './contract/system';
import { teams } from './contract/teams';
import type { ErrorCode } from './errors';

export type { FunctionName } from './contract/define';

/** Any action can be refused with one of these; none of them is declared again. */
export const errorsOfEveryAction: readonly ErrorCode[] = [
  'UNKNOWN_ACTION',
  'BAD_INPUT',
  'NONCE_NEEDED',
  'NOT_CONFIGURED',
  'TOO_OFTEN',
  'OUTDATED',
  'NO_ACCOUNT',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'INTRODUCTION_NEEDED',
  'REGISTRATION_NEEDED',
  'BUSY',
  'CONFLICT',
  'INTERNAL',
];

/**
 * The whole API, a file an area: every action, where it runs, who may call it, what goes in and out, and
 * how it can refuse, besides with what every action can. In and out, instants are epoch milliseconds, distances
 * metres, places GCJ-02.
 */
export const contract = {
  ...people,
  ...stations,
  ...teams,
  ...activities,
  ...photos,
  ...signups,
  ...attendance,
  ...hours,
  ...requests,
  ...certificates,
  ...benefits,
  ...callups,
  ...messages,
  ...system,
} as const;

export type ActionName = keyof typeof contract;
/** Those that run in this function. */
export type ActionOf<F extends FunctionName> = {
  [A in ActionName]: (typeof contract)[A]['fn'] extends F ? A : never;
}[ActionName];
/** What a caller writes: before defaults are filled in. */
export type Input<A extends ActionName> = v.InferInput<(typeof contract)[A]['input']>;
/** What a use-case receives: checked, defaults filled in. */
export type Checked<A extends ActionName> = v.InferOutput<(typeof contract)[A]['input']>;
export type Output<A extends ActionName> = (typeof contract)[A]['output'] extends Shape<infer O> ? O : never;

export const isActionName = (name: string): name is ActionName =>
  Object.prototype.hasOwnProperty.call(contract, name);

/** The event of every call. */
export const envelope = v.strictObject({
  action: v.pipe(v.string(), v.maxLength(64)),
  input: v.custom<object>((input) => typeof input === 'object' && input !== null && !Array.isArray(input)),
  nonce: v.optional(v.unknown()),
});
