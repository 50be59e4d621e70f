import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Refused } from '#domain/errors';

/**
 * Two keys from the function's environment, 32 bytes each in base64: ID_KEY encrypts ID numbers,
 * ID_HASH_KEY finds a person by one without keeping it readable. Without both nothing that needs them
 * begins: NOT_CONFIGURED.
 */
const KEY_BYTES = 32;
const IV_BYTES = 12;
/** Of the key that encrypted: a text says under which it can be read. */
const KEY_VERSION = 'v1';

function keyFrom(name: 'ID_KEY' | 'ID_HASH_KEY'): Buffer {
  const key = Buffer.from(process.env[name] ?? '', 'base64');
  if (key.length !== KEY_BYTES) throw new Refused('NOT_CONFIGURED');
  return key;
}

/** Before the first write of an action that will need them. */
export function requireKeys(): void {
  keyFrom('ID_KEY');
  keyFrom('ID_HASH_KEY');
}

/** Keyed, so that nobody who reads the store can try all numbers there are; the label keeps uses apart. */
export const keyedHash = (
  label: 'identity' | 'registrant' | 'alike' | 'claim' | 'code' | 'caller',
  text: string,
): string => createHmac('sha256', keyFrom('ID_HASH_KEY')).update(`${label}:${text}`).digest('hex');

/** Of an identity, by the ID number that it stands for. */
export const identityIdOf = (idNumber: string): string => `i${keyedHash('identity', idNumber).slice(0, 40)}`;

/**
 * AES-256-GCM: version, initial value, tag and cipher in base64. `bound` is what it belongs to: moved
 * elsewhere it does not open.
 */
export function seal(text: string, bound: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFrom('ID_KEY'), iv).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [KEY_VERSION, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64'))].join('.');
}

/** What was sealed; throws when it was not, not by this key, or for something else. */
export function unseal(sealed: string, bound: string): string {
  const [version, ...parts] = sealed.split('.');
  const [iv, tag, cipher] = parts.map((part) => Buffer.from(part, 'base64'));
  if (version !== KEY_VERSION || !iv || !tag || !cipher) throw new Error('not sealed by this key');
  const decipher = createDecipheriv('aes-256-gcm', keyFrom('ID_KEY'), iv).setAAD(Buffer.from(bound));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(cipher), decipher.final()]).toString('utf8');
}
