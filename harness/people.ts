import { checkDigitOf } from '#domain/accounts/idnumber';
import type { Input } from '#domain/contract';
import { membershipIdOf } from '#domain/ids';
import { grams } from '#domain/stations/rules';
import { placeInTeam } from '#domain/teams/membership';
import { withKey } from '#domain/unique';
import { MORNING, newNonce, type World } from './world';

let order = 0;

/** Whose numbers are alike is told apart by staff: few are born on one day in one place. */
const BORN_TOGETHER = 3;

/** An ID number that could be somebody's, born on 'YYYY-MM-DD'; another one each time. */
export function idNumberOf(birth: string): string {
  order += 1;
  const area = 410000 + (Math.floor(order / BORN_TOGETHER) % 10_000);
  const digits = `${area}${birth.replace(/-/g, '')}${String(order % 1000).padStart(3, '0')}`;
  return digits + checkDigitOf(digits);
}

export const GUARDIAN = { name: '张爸爸', phone: '13900000009', relation: '父亲', consent: true };

/** What somebody of age fills in. */
export function registration(change: Partial<Input<'account.register'>> = {}): Input<'account.register'> {
  return {
    name: '张三',
    phone: '13900000005',
    idNumber: idNumberOf('1990-05-01'),
    skills: ['firstAid'],
    freeTimes: ['6-morning'],
    consents: { identity: true, location: true },
    ...change,
  };
}

/** A registered volunteer. */
export async function volunteer(
  world: World,
  openid: string,
  change: Partial<Input<'account.register'>> = {},
): Promise<string> {
  const { accountId } = await world.did(openid, 'session.open', {});
  await world.did(openid, 'account.register', registration({ name: openid, ...change }), newNonce());
  return accountId;
}

/** What a leader fills in for somebody without a phone. */
export function onPaper(
  teamId: string,
  change: Partial<Input<'people.register'>> = {},
): Input<'people.register'> {
  return {
    teamId,
    name: '李奶奶',
    phone: '',
    idNumber: idNumberOf('1950-03-08'),
    skills: [],
    freeTimes: [],
    consentOnPaper: true,
    ...change,
  };
}

/** As letting somebody in leaves it; it is the first team of theirs. */
export const activeMembership = (teamId: string, accountId: string, name: string, since = MORNING) => ({
  _id: membershipIdOf(teamId, accountId),
  teamId,
  accountId,
  seat: withKey(membershipIdOf(teamId, accountId), `${accountId}_1`),
  role: 'member',
  state: 'active',
  since: new Date(since),
  memberOf: teamId,
  order: placeInTeam('member', since, accountId),
  grams: grams(name),
  countAt: new Date(since),
});

/** A deputy of the leader's team, without being appointed; it is the first team of theirs. */
export async function deputise(world: World, accountId: string): Promise<void> {
  const member = activeMembership(world.leaderTeam, accountId, 'deputy');
  const deputy = { ...member, role: 'deputy', order: placeInTeam('deputy', MORNING, accountId) };
  await world.emulator.store.insert('memberships', [deputy]);
}

/** Active members of the leader's team, without asking it. */
export async function joinTeam(world: World, accountIds: readonly string[]): Promise<void> {
  const members = accountIds.map((accountId) => activeMembership(world.leaderTeam, accountId, ''));
  await world.emulator.store.insert('memberships', members);
}
