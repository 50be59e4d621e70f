import { sha256 } from 'js-sha256';

/** Hex SHA-256 of a UTF-8 text. */
export function digest(text: string): string {
  return sha256(text);
}

/** Hex HMAC-SHA256 of a UTF-8 text under a UTF-8 key. */
export function sign(key: string, text: string): string {
  return sha256.hmac(key, text);
}

/** Compares without telling by its duration where two texts differ. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % (b.length || 1));
  return difference === 0;
}
