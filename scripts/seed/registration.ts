import { checkDigitOf } from '#domain/accounts/idnumber';
import { freeTimes } from '#domain/accounts/registration';
import type { Input } from '#domain/contract';
import { sanmenxia } from '../cities/sanmenxia';
import { forAll, type Client } from '../client';
import type { Person } from './people';
import { Chance } from './random';

/** Who of the city has registered as a volunteer, and whom others act for. All of it is made up. */

/** One in so many volunteers has not come round to it yet. */
const UNREGISTERED = 10;
const PLACE_TOLD = 0.8;
/** Holds another phone now. */
const MOVED = 'o-volunteer-411202-12';

const two = (n: number): string => String(n).padStart(2, '0');

/** An ID number as the county gives them; `order` tells apart who was born there on one day. */
function inventedIdNumber(county: string, birth: string, order: number): string {
  const digits = `${county}${birth.replace(/-/g, '')}${String(order % 1000).padStart(3, '0')}`;
  return digits + checkDigitOf(digits);
}

/** Everyone but those of whom others say that they are new, residents, and some volunteers. */
const registers = ({ kind }: Person, position: number): boolean =>
  kind === 'leader' || (kind === 'volunteer' && position % UNREGISTERED !== 9);

function registrationOf(
  { name, phone, county }: Person,
  position: number,
  chance: Chance,
): Input<'account.register'> {
  const birth = `${chance.between(1952, 2004)}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`;
  return {
    name,
    phone,
    idNumber: inventedIdNumber(county, birth, position),
    skills: chance.shuffled(sanmenxia.skills.map(({ id }) => id)).slice(0, chance.between(0, 3)),
    freeTimes: freeTimes.filter(() => chance.happens(0.25)),
    consents: { identity: true, location: chance.happens(PLACE_TOLD) },
  };
}

/** By openid; the same each time. */
function registrationsOf(people: readonly Person[]): Map<string, Input<'account.register'>> {
  const chance = new Chance(20260301);
  return new Map(
    people.flatMap((person, i) =>
      registers(person, i) ? [[person.openid, registrationOf(person, i, chance)] as const] : [],
    ),
  );
}

export async function seedRegistrations(client: Client, people: readonly Person[]): Promise<void> {
  await forAll([...registrationsOf(people)], async ([openid, input]) => {
    await client.call(openid, 'account.register', input, 'seed-register');
  });
  await seedRelatives(client);
}

/** Old people who have no phone of their own. */
async function seedRelatives(client: Client): Promise<void> {
  const keep = (openid: string, name: string, relation: string) =>
    client.call(openid, 'people.add', { name, phone: '', relation }, 'seed-relative-1');
  await keep('o-chen-xiaoyu', '陈奶奶', '奶奶');
  await keep('o-li-daye', '张桂兰', '爱人');
}

/** A volunteer without a phone in the team that is on today, and one who has changed phones. */
export async function seedPaper(client: Client, people: readonly Person[], teamId: string): Promise<void> {
  await client.call(
    'o-wang-fang',
    'people.register',
    {
      teamId,
      name: '马大娘',
      phone: '',
      idNumber: inventedIdNumber('411202', '1953-04-12', 901),
      skills: ['haircut'],
      freeTimes: ['6-morning', '7-morning'],
      consentOnPaper: true,
    },
    'seed-paper-1',
  );
  const moved = registrationsOf(people).get(MOVED);
  if (!moved) throw new Error(`${MOVED} has not registered`);
  const { name, idNumber } = moved;
  await client.call('o-new-phone', 'session.open', {}, 'seed-session');
  await client.call('o-new-phone', 'binding.request', { name, idNumber }, 'seed-binding');
}
