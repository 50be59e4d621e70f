import { consentRefusal } from '#domain/accounts/registration';
import { CLAIM_LASTS, claimCodeFrom } from '#domain/accounts/claims';
import { defined } from '#domain/defined';
import type { ClaimCode, PaperVolunteer } from '#domain/accounts/views';
import { refuseIf, Refused } from '#domain/errors';
import { keptIdOf } from '#domain/ids';
import { actingRefusal } from '#domain/teams/lifecycle';
import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { ms } from '../core/clock';
import { _, find, insert } from '../core/database';
import { many, needed, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { keyedHash, requireKeys } from '../core/secrets';
import { useCase } from '../core/use-case';
import type { AccountDocument, VolunteerFacts } from '../documents';
import { firstMembership } from '../teams/seats';
import { alikeLookUps, countAlike } from './alike';
import { unboundAccount } from './fresh';
import {
  checkNames,
  identityLookUps,
  ownIdentity,
  registrantOf,
  takeIdentity,
  volunteerFacts,
  withFreeNumber,
} from './identities';

/**
 * Volunteers without a phone: a leader registers them with the consent they gave on paper, and signs them
 * up and in. A code lets them take the account over once they have a phone.
 */

/** The same call sent again makes the same code; the store holds its hash alone. */
const codeOf = (personId: string, nonce: string): string =>
  claimCodeFrom(keyedHash('code', `${personId}:${nonce}`));

export const claimHashOf = (code: string): string => keyedHash('claim', code);

const claimOf = (code: string, now: Instant) => ({
  hash: claimHashOf(code),
  until: new Date(now + CLAIM_LASTS),
});

export const registerOnPaper = useCase('people.register', {
  ask: ({ teamId, idNumber }, me, nonce) => ({
    team: needed(one('teams', teamId)),
    person: one('accounts', keptIdOf(me.identity, nonce)),
    ...identityLookUps(idNumber),
    ...ownIdentity(keptIdOf(me.identity, nonce)),
    ...alikeLookUps(idNumber),
  }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input, loaded, settings, me, nonce, now }): Promise<ClaimCode> {
    const { team } = loaded;
    refuseIf(actingRefusal(team.state));
    refuseIf(consentRefusal(input.consentOnPaper));
    const _id = keptIdOf(me.identity, nonce);
    const code = codeOf(_id, nonce);
    let { person } = loaded;
    if (!person) {
      const facts = volunteerFacts(input, settings, now);
      await checkNames(input, me.openid);
      const known = loaded.identity?.accountId === _id;
      if (!known && !(await countAlike(input.idNumber, loaded.alike, now))) throw new Refused('ASK_STAFF');
      await takeIdentity(input.idNumber, _id, loaded, now);
      const { name, phone } = input;
      const registrant = registrantOf(_id, input);
      const words = { _id, name, phone, registrant, keptByTeam: team._id, claim: claimOf(code, now) };
      person = await withFreeNumber(_id, (number) => write({ ...words, number }, facts, new Date(now)));
    }
    await insert(
      'memberships',
      firstMembership({ teamId: team._id, accountId: _id, name: person.name }, new Date(now)),
    );
    return { ...toldOf(person), code };
  },
});

type Words = Required<
  Pick<AccountDocument, '_id' | 'name' | 'phone' | 'registrant' | 'keptByTeam' | 'claim' | 'number'>
>;

/** DUPLICATE when the volunteer number is another's; what this very call wrote, when it was sent twice. */
async function write(
  words: Words,
  volunteer: VolunteerFacts,
  at: Date,
): Promise<AccountDocument | 'DUPLICATE'> {
  const consents = { identity: { at }, ...(volunteer.guardian && { guardian: { at } }) };
  const person = { ...unboundAccount(words._id, at), ...words, volunteer, consents };
  if ((await insert('accounts', person)) === 'INSERTED') return person;
  const [twin] = await find('accounts', { _id: words._id }, { limit: 1 });
  return twin ?? 'DUPLICATE';
}

const toldOf = ({ _id, name, number, claim }: AccountDocument): Omit<ClaimCode, 'code'> => ({
  personId: _id,
  name,
  number: keyIn(number) ?? '',
  until: claim ? ms(claim.until) : 0,
});

export const registeredOnPaper = useCase('people.registered', {
  ask: ({ teamId }) => ({ people: many('accounts', 'keptByTeam', teamId, ['receipts']) }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  run({ loaded, now }) {
    const view = ({ _id, name, phone, number, claim, createdAt }: AccountDocument): PaperVolunteer => ({
      id: _id,
      name,
      phone,
      number: keyIn(number) ?? '',
      registeredAt: ms(createdAt),
      codeUntil: claim && ms(claim.until) > now ? ms(claim.until) : null,
    });
    const people = loaded.people.map(view).sort((a, b) => b.registeredAt - a.registeredAt);
    return Promise.resolve({ people });
  },
});

export const newClaimCode = useCase('people.code', {
  ask: ({ personId }) => {
    requireKeys();
    return { person: needed(one('accounts', personId)) };
  },
  subject: ({ person }) => defined({ teamId: person.keptByTeam }),

  async run({ input: { personId }, loaded: { person }, nonce, now }): Promise<ClaimCode> {
    const code = codeOf(personId, nonce);
    const first = receiptFor<{ until: Instant }>(person, nonce);
    if (first) return { ...toldOf(person), ...first, code };
    const claim = claimOf(code, now);
    const until = ms(claim.until);
    // Not once the person has a phone: the code would be worth nothing.
    const still = { _id: personId, keptByTeam: _.exists(true) };
    await writeOnce('accounts', still, { claim: _.set(claim) }, receipt(nonce, { until }));
    return { ...toldOf(person), until, code };
  },
});
