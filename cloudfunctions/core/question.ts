import type { SettingsDocument, AccountDocument, MembershipDocument, UseDocument } from '../documents';
import { SECOND } from '#domain/time';
import { elapsed } from './clock';
import { aggregate, type Stage } from './database';
import { foundIn, many, ME, one, oneBy, only, stagesFor, type Found, type Wanted } from './loading';

/**
 * One question first: all that an action has to know comes in a single round trip. An aggregate stands on
 * the settings document, which always exists, and looks up whatever else is named: the caller, and things
 * by an id or by a field of things already found (loading.ts).
 */
export interface Base {
  readonly settings: SettingsDocument;
  readonly account: AccountDocument | null;
  readonly memberships: readonly Pick<MembershipDocument, '_id' | (typeof MEMBERSHIP)[number]>[];
  /** How often the caller has done this lately, as far as it is told. */
  readonly used: number;
}

interface Answer {
  account: AccountDocument[];
  memberships: Pick<MembershipDocument, '_id' | (typeof MEMBERSHIP)[number]>[];
  /** Only their version where it is the one that is known. */
  settings: SettingsDocument | Pick<SettingsDocument, '_id' | 'version'>;
  used: UseDocument[];
}

/** Settings that this instance has loaded: half the bytes of an answer, and the same for months. */
let known: { readonly settings: SettingsDocument; readonly since: number } | null = null;
/** Whoever alters settings by hand may forget their version. */
const KNOWN_FOR = 60 * SECOND;

const knownSettings = (): SettingsDocument | null =>
  known && elapsed() < known.since + KNOWN_FOR ? known.settings : null;

function settingsIn(found: Answer['settings'], before: SettingsDocument | null): SettingsDocument {
  if ('city' in found) return (known = { settings: found, since: elapsed() }).settings;
  if (before) return before;
  throw new Error('a version of settings that nobody has');
}

/** What rules ask of a person's places in teams. */
const MEMBERSHIP = ['teamId', 'role', 'state'] as const;

/**
 * The system has the empty openid, which no account has. Null when the city has not been founded yet.
 * @param reads nothing is written, so no first answer is looked for
 */
export async function ask<W extends Wanted>(
  openid: string,
  { useId, reads }: { readonly useId: string; readonly reads: boolean },
  wanted: W,
): Promise<{ base: Base; loaded: Found<W> } | null> {
  const before = knownSettings();
  const unchanged = { $eq: ['$version', { $literal: before?.version ?? '' }] };
  const settings = { $cond: [unchanged, { _id: '$_id', version: '$version' }, '$$ROOT'] };
  const stages: Stage[] = [
    { match: { _id: 'city' } },
    { replaceRoot: { newRoot: { settings } } },
    ...stagesFor({ account: oneBy('accounts', 'openid', openid, reads ? ['receipts'] : []) }),
    { addFields: { me: { $ifNull: [{ $arrayElemAt: ['$account._id', 0] }, ''] } } },
    ...stagesFor({
      memberships: only(many('memberships', 'accountId', ME), MEMBERSHIP),
      used: one('uses', useId),
    }),
    ...stagesFor(wanted),
  ];
  const [answer] = await aggregate<Answer & Record<string, unknown>>('settings', stages, 1);
  if (!answer) return null;
  const { account, memberships, used } = answer;
  const base = {
    settings: settingsIn(answer.settings, before),
    account: account[0] ?? null,
    memberships,
    used: used[0]?.n ?? 0,
  };
  return { base, loaded: foundIn(wanted, answer) };
}
