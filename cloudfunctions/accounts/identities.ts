import { readIdNumber, type Identity } from '#domain/accounts/idnumber';
import {
  consentRefusal,
  knownSkills,
  registrationRefusal,
  takenNumberRefusal,
  volunteerNumberOf,
} from '#domain/accounts/registration';
import { refuseIf, Refused } from '#domain/errors';
import { nameAlone } from '#domain/names';
import type { Settings } from '#domain/settings';
import { dayOf, MINUTE, type Instant } from '#domain/time';
import { withKey, type UniqueKey } from '#domain/unique';
import { ms } from '../core/clock';
import { _, find, insert, remove, update } from '../core/database';
import { following, one, oneBy, type Found } from '../core/loading';
import { identityIdOf, keyedHash, requireKeys, seal } from '../core/secrets';
import { dropKey } from '../core/unique';
import { refuseRisky } from '../core/wechat';
import type { VolunteerFacts } from '../documents';
import type { IdentityDocument } from './documents';

/**
 * One person, one registration: the keyed hash of the ID number is the id of a document, so the database
 * itself refuses the second. The document comes first and the registration after it; one that died between
 * the two leaves a document that stands for nobody, and the next attempt takes its place.
 */

/** No function lives longer than this: a document older than it has nobody in the middle of a write. */
const QUIET = MINUTE;

/**
 * Who registers, by number and name. Bound to the account, so that it answers one question alone, whether it
 * is the same person again: no number can be looked up by it, and the same person's other accounts differ.
 */
export const registrantOf = (accountId: string, { idNumber, name }: Pick<Registering, 'idNumber' | 'name'>) =>
  keyedHash('registrant', `${accountId}:${idNumber}:${nameAlone(name)}`);

/** Looks up whose this number is. Refuses where there are no keys. */
export function identityLookUps(idNumber: string) {
  requireKeys();
  return following({ identity: one('identities', identityIdOf(idNumber), ['cipher']) }, ({ identity }) => ({
    holder: one('accounts', identity.accountId, ['openid', 'phone', 'receipts']),
  }));
}

/** Looks up the number of this account, but for the number itself. */
export const ownIdentity = (accountId: string) => ({
  ownIdentity: oneBy('identities', 'accountId', accountId, ['cipher']),
});

type NumberFound = Found<ReturnType<typeof identityLookUps> & ReturnType<typeof ownIdentity>>;

/** Makes the number this account's, or refuses. */
export async function takeIdentity(
  idNumber: string,
  accountId: string,
  { identity: known, holder, ownIdentity: own }: NumberFound,
  now: Instant,
): Promise<void> {
  const _id = identityIdOf(idNumber);
  const at = new Date(now);
  const taking = { accountId, cipher: seal(idNumber, _id), at, unsureAt: at };
  if (known?.accountId === accountId) {
    // Left by a try that died: made new, lest another takes it for abandoned while this one goes on.
    if ((await update('identities', { _id, accountId, at: known.at }, taking)) === 1) return;
  } else {
    refuseIf(takenNumberRefusal(known !== undefined, holder?.volunteer !== undefined));
    for (const abandoned of [known, own]) if (abandoned) await clear(abandoned, now);
    if ((await insert('identities', { _id, ...taking })) === 'INSERTED') return;
  }
  // Somebody was quicker: by another tap of the same person, or on another phone, who may not get through.
  const [taken] = await find('identities', { _id }, { limit: 1 });
  if (taken?.accountId !== accountId) throw new Refused('CONFLICT');
}

/** Of a registration that died half-way. */
async function clear({ _id, accountId, at }: IdentityDocument, now: Instant): Promise<void> {
  if (now - ms(at) < QUIET) throw new Refused('CONFLICT');
  await remove('identities', { _id, accountId, at });
}

/**
 * The number goes before the registration ends, its keyed hash after: whoever dies between has deleted the
 * number, and nobody can register the same person a second time meanwhile.
 */
export async function eraseNumber(
  { ownIdentity: own }: Found<ReturnType<typeof ownIdentity>>,
  now: Instant,
): Promise<void> {
  if (!own) return;
  const { _id, accountId, at } = own;
  await update('identities', { _id, accountId, at }, { cipher: _.remove(), unsureAt: new Date(now) });
}

/** What eraseNumber left; a number taken anew since then stays. */
export async function dropErased(accountId: string): Promise<void> {
  await remove('identities', { accountId, cipher: _.exists(false) });
}

/** What is taken from an account whose registration ends. */
export const endedRegistration = () => ({ volunteer: _.remove(), number: dropKey() });

interface Registering {
  readonly name: string;
  readonly idNumber: string;
  readonly skills: readonly string[];
  readonly freeTimes: readonly string[];
  readonly guardian?: { name: string; phone: string; relation: string; consent: boolean } | undefined;
}

/** What is kept of a registration, but for the number; refuses by the rules of age and consent. */
export function volunteerFacts(input: Registering, settings: Settings, now: Instant): VolunteerFacts {
  const { birthDate, sex } = identityIn(input.idNumber, now);
  const { guardian } = input;
  if (guardian) refuseIf(consentRefusal(guardian.consent));
  refuseIf(registrationRefusal(birthDate, guardian ?? null, dayOf(now), settings.accounts));
  return {
    sex,
    birthDate,
    skills: knownSkills(input.skills, settings),
    freeTimes: [...input.freeTimes],
    ...(guardian && {
      guardian: { name: guardian.name, phone: guardian.phone, relation: guardian.relation },
    }),
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
  await refuseRisky(words, openid, 'profile');
}

/** As many attempts as make it certain: each finds another number taken only once in many thousands. */
const ATTEMPTS = 8;

/** Writes with a volunteer number that nobody has: `write` answers DUPLICATE where somebody does. */
export async function withFreeNumber<T>(
  accountId: string,
  write: (number: UniqueKey) => Promise<T | 'DUPLICATE'>,
): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const written = await write(withKey(accountId, volunteerNumberOf(accountId, attempt)));
    if (written !== 'DUPLICATE') return written;
  }
  throw new Refused('CONFLICT');
}
