import { checkDigitOf } from '#domain/accounts/idnumber';
import type { Client } from './client';

const HOLDER = 'o-chen-xiaoyu';

/** A certificate that its holder has taken back, and one that stands: a volunteer's list after a while. */
export async function seedCertificates(client: Client): Promise<void> {
  await register(client);
  const old = await client.call(HOLDER, 'certificates.issue', { from: '2020-01-01' }, 'seed-certificate-1');
  await client.call(HOLDER, 'certificates.withdraw', old, 'seed-withdraw');
  await client.call(HOLDER, 'certificates.issue', {}, 'seed-certificate-2');
}

/** Of an area that does not exist, so that it is nobody's. */
const DIGITS = '41129919980412002';

async function register(client: Client): Promise<void> {
  const { registered, name } = await client.call(HOLDER, 'session.open', {}, 'seed-session-again');
  if (registered) return;
  const idNumber = DIGITS + checkDigitOf(DIGITS);
  const consents = { identity: true, location: true };
  const input = { name, phone: '13900000002', idNumber, skills: [], freeTimes: [], consents };
  await client.call(HOLDER, 'account.register', input, 'seed-register');
}
