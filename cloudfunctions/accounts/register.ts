import {
  consentRefusal,
  knownSkills,
  registeredRefusal,
  registrantRefusal,
  takenNumberRefusal,
} from '#domain/accounts/registration';
import type { Checked, Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { keyIn } from '#domain/unique';
import { _, find } from '../core/database';
import { count } from '../core/loading';
import { receipt, receiptFor, updateUniqueOnce, writeOnce } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import { identityIdOf } from '../core/secrets';
import { phoneNumberOf } from '../core/wechat';
import { renameMember } from '../teams/seats';
import { alikeLookUps, countAlike } from './alike';
import { askLookUps, askStaff } from './asking';
import {
  checkNames,
  ownIdentity,
  registrantOf,
  takeIdentity,
  volunteerFacts,
  withFreeNumber,
} from './identities';

type Registered = Output<'account.register'>;

/** The number that WeChat knows this phone's holder by. */
export const phoneFromWechat = useCase('account.phone', {
  ask: () => ({}),

  async run({ input, account, me, nonce }) {
    const replay = receiptFor<Output<'account.phone'>>(account, nonce);
    if (replay) return replay;
    const number = await phoneNumberOf(input.code);
    if (number === null) throw new Refused('PHONE_UNKNOWN');
    // A code is good once: the same call sent again needs the answer to the first.
    const mine = { _id: me.accountId, openid: me.openid };
    await writeOnce('accounts', mine, {}, receipt(nonce, { phone: number }));
    return { phone: number };
  },
});

const aboutRegistering = ({ idNumber }: Checked<'account.register'>, me: Me) => ({
  ...askLookUps(idNumber),
  ...ownIdentity(me.accountId),
  ...alikeLookUps(idNumber),
  lines: count('hours', 'accountId', me.accountId),
  stays: count('attendances', 'accountId', me.accountId),
  cases: count('cases', 'accountId', me.accountId),
});
type Registering = Context<'account.register', ReturnType<typeof aboutRegistering>>;

export const registerVolunteer = useCase('account.register', {
  ask: aboutRegistering,

  async run(context) {
    const { input, loaded, settings, account, caller, me, nonce, now } = context;
    const inTeams = caller.teams.length > 0;
    const replay = receiptFor<Registered>(account, nonce);
    if (replay) {
      if (account && inTeams) await renameMember(account._id, account.name);
      return replay;
    }
    refuseIf(registeredRefusal(caller.registered));
    refuseIf(consentRefusal(input.consents.identity));
    const facts = volunteerFacts(input, settings, now);
    const registrant = registrantOf(me.accountId, input);
    const served = loaded.lines + loaded.stays + loaded.cases;
    refuseIf(registrantRefusal(account?.registrant, registrant, served));
    await checkNames(input, me.openid);
    await refuseUnseen(context, registrant);
    await takeIdentity(input.idNumber, me.accountId, loaded, now);
    const at = new Date(now);
    const given = _.set({ at });
    const withdrawn = _.set({ at, withdrawnAt: at });
    const before = account?.registrant ?? _.exists(false);
    const mine = { _id: me.accountId, openid: me.openid };
    const unregistered = { ...mine, volunteer: _.exists(false), registrant: before };
    const registered = await withFreeNumber(me.accountId, async (number) => {
      const result = { number: keyIn(number) ?? '' };
      const data = {
        name: input.name,
        phone: input.phone,
        volunteer: _.set(facts),
        number,
        registrant,
        'consents.identity': given,
        'consents.location': input.consents.location ? given : withdrawn,
        'consents.guardian': facts.guardian ? given : _.remove(),
      };
      const written = await updateUniqueOnce('accounts', unregistered, data, receipt(nonce, result));
      return written === 'DUPLICATE' ? written : written === 1 ? result : null;
    });
    if (!registered) return settleTwin(me.accountId, nonce);
    if (inTeams) await renameMember(me.accountId, input.name);
    return registered;
  },
});

/**
 * Refuses a number that staff are to look at, and asks them to: one that somebody else is registered with, or one more
 * of too many that are alike. The answer does not tell which.
 */
async function refuseUnseen(context: Registering, registrant: string): Promise<void> {
  const { input, loaded, account, me, now } = context;
  const { identity, holder, asked, alike } = loaded;
  const anothers = identity !== undefined && identity.accountId !== me.accountId;
  const taken = takenNumberRefusal(anothers, holder?.volunteer !== undefined);
  const again = account?.registrant === registrant || identity?.accountId === me.accountId;
  const seen = asked?.state === 'confirmed' && asked.registers === identityIdOf(input.idNumber);
  const few = again || seen || (await countAlike(input.idNumber, alike, now));
  if (few && !taken) return;
  await askStaff({ ...input, loaded, registers: true }, context);
  throw new Refused('ASK_STAFF');
}

/** The same person's other tap has registered, and its answer stands. */
async function settleTwin(accountId: string, nonce: string): Promise<Registered> {
  const [account] = await find('accounts', { _id: accountId }, { limit: 1 });
  const first = receiptFor<Registered>(account, nonce);
  if (first) return first;
  refuseIf(registeredRefusal(account?.volunteer !== undefined));
  throw new Refused('CONFLICT');
}

export const updateVolunteer = useCase('account.update', {
  ask: () => ({}),

  async run({ input, account, settings, me, nonce }) {
    const { phone: number } = input;
    if (receiptFor(account, nonce)) return { phone: number };
    const registered = { _id: me.accountId, openid: me.openid, volunteer: _.exists(true) };
    const data = {
      phone: number,
      'volunteer.skills': _.set(knownSkills(input.skills, settings)),
      'volunteer.freeTimes': _.set(input.freeTimes),
    };
    await writeOnce('accounts', registered, data, receipt(nonce, { phone: number }));
    return { phone: number };
  },
});
