import type { Client } from '../client';

const HOLDER = 'o-chen-xiaoyu';

/** A certificate that its holder has taken back, and one that stands: a volunteer's list after a while. */
export async function seedCertificates(client: Client): Promise<void> {
  const old = await client.call(HOLDER, 'certificates.issue', { from: '2020-01-01' }, 'seed-certificate-1');
  await client.call(HOLDER, 'certificates.withdraw', old, 'seed-withdraw');
  await client.call(HOLDER, 'certificates.issue', {}, 'seed-certificate-2');
}
