import { readIdNumber, type Identity } from '#domain/accounts/idnumber';
import { knownSkills, registrationRefusal, volunteerNumberOf } from '#domain/accounts/registration';
import { Refused } from '#domain/errors';
import type { Settings } from '#domain/settings';
import { dayOf, MINUTE, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { find, insert, remove } from '../core/database';
import { byId, having, via } from '../core/question';
import { keyedHash, requireKeys, seal } from '../core/secrets';
import { checkText } from '../core/wechat';
import type { AccountDocument, VolunteerFacts } from '../documents';
import type { IdentityDocument } from './documents';

/**
 * One person, one registration: the keyed hash of the ID number is the id of a document, so the database
 * itself refuses the second. The document comes first and the registration after it; one that died between
 * the two leaves a document that stands for nobody, and the next attempt takes its place.
 */

/** No function lives longer than this: a document older than it has nobody in the middle of a write. */
const QUIET = MINUTE;

export const identityIdOf = (idNumber: string): string => `i${keyedHash('identity', idNumber).slice(0, 40)}`;

/** Question: whose this number is, and which number this account has. Refuses where there are no keys. */
export function identityOf(idNumber: string, accountId: string) {
  requireKeys();
  return {
    identity: byId('identities', identityIdOf(idNumber), ['cipher']),
    holder: via('accounts', '_id', 'identity.accountId', ['openid', 'phone', 'receipts']),
    ownIdentity: having('identities', 'accountId', accountId, ['cipher']),
  };
}

interface Found {
  readonly identity: readonly Omit<IdentityDocument, 'cipher'>[];
  readonly holder: readonly AccountDocument[];
  readonly ownIdentity: readonly Omit<IdentityDocument, 'cipher'>[];
}

/** Makes the number this account's, or refuses. */
export async function takeIdentity(
  idNumber: string,
  accountId: string,
  { identity: [known], holder: [holder], ownIdentity }: Found,
  now: Instant,
): Promise<void> {
  const _id = identityIdOf(idNumber);
  if (known?.accountId === accountId) return;
  if (known && holder?.volunteer) throw new Refused('ALREADY_REGISTERED');
  const abandoned = [...(known ? [known] : []), ...ownIdentity];
  for (const old of abandoned) await clear(old, now);
  const cipher = seal(idNumber, _id);
  if ((await insert('identities', { _id, accountId, cipher, at: new Date(now) })) === 'INSERTED') return;
  // Somebody was quicker: this very person by another tap, or another phone.
  const [taken] = await find('identities', { _id }, { limit: 1 });
  if (taken?.accountId === accountId) return;
  throw new Refused(taken ? 'ALREADY_REGISTERED' : 'CONFLICT');
}

/** Of a registration that died half-way. */
async function clear(
  { _id, accountId, at }: Pick<IdentityDocument, '_id' | 'accountId' | 'at'>,
  now: Instant,
): Promise<void> {
  if (now - ms(at) < QUIET) throw new Refused('CONFLICT');
  await remove('identities', { _id, accountId, at });
}

interface Registering {
  readonly name: string;
  readonly idNumber: string;
  readonly skills: readonly string[];
  readonly freeTimes: readonly string[];
  readonly guardian?: { name: string; phone: string; relation: string; consent: boolean } | undefined;
}

/** What is kept of a registration, but for the number; refuses by the rules of age and consent. */
export function volunteerFacts(
  input: Registering,
  accountId: string,
  settings: Settings,
  now: Instant,
): VolunteerFacts {
  const { birthDate, sex } = identityIn(input.idNumber, now);
  const { guardian } = input;
  if (guardian && !guardian.consent) throw new Refused('CONSENT_NEEDED');
  const refused = registrationRefusal(birthDate, guardian ?? null, dayOf(now), settings.accounts);
  if (refused) throw new Refused(refused.code, refused.details);
  return {
    number: volunteerNumberOf(accountId, 0),
    sex,
    birthDate,
    skills: knownSkills(input.skills, settings),
    freeTimes: [...input.freeTimes],
    ...(guardian && { guardian: { name: guardian.name, phone: guardian.phone, relation: guardian.relation } }), // prettier-ignore
    registeredAt: new Date(now),
  };
}

function identityIn(idNumber: string, now: Instant): Identity {
  const identity = readIdNumber(idNumber, dayOf(now));
  if (!identity) throw new Refused('ID_INVALID');
  return identity;
}

/** Names and relations are words that leaders read. */
export async function checkNames({ name, guardian }: Registering, openid: string): Promise<void> {
  const words = [name, guardian?.name, guardian?.relation].filter((word) => word !== undefined).join('\n');
  if ((await checkText(words, openid, 'profile')) === 'risky') throw new Refused('CONTENT_REFUSED');
}

/** As many attempts as make it certain: each finds another number taken only once in many thousands. */
const ATTEMPTS = 8;

/** Writes with a volunteer number that nobody has: `write` answers DUPLICATE where somebody does. */
export async function withFreeNumber<T>(
  facts: VolunteerFacts,
  accountId: string,
  write: (facts: VolunteerFacts) => Promise<T | 'DUPLICATE'>,
): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const written = await write({ ...facts, number: volunteerNumberOf(accountId, attempt) });
    if (written !== 'DUPLICATE') return written;
  }
  throw new Refused('CONFLICT');
}
