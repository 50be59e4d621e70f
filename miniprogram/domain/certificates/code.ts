import { sameText, sign } from '../sha';
import { compact, oneWord } from '../typed';

/**
 * The code on a certificate: which one, and a signature under that certificate's own key, which never
 * leaves the cloud. The first part of the signature is over the certificate's id: without it the code is
 * forged. The second is over the digest of what was certified: it is on the paper, out of reach of whoever
 * could change the store, so that content changed together with its digest shows as well.
 */
const VERSION = 'wmc1';
/** No I, L, O and U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FOR_ID = 7;
const FOR_CONTENT = 5;
const MARK_LENGTH = FOR_ID + FOR_CONTENT;

export interface PublicCode {
  readonly id: string;
  /** Twelve letters and digits, in capitals. */
  readonly mark: string;
}

function letters(key: string, text: string, length: number): string {
  const hex = sign(key, text);
  return Array.from({ length }, (_, i) => {
    const byte = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
    return ALPHABET[byte % ALPHABET.length];
  }).join('');
}

/** The mark of a certificate: what is typed beside its number. */
export const markOf = (key: string, id: string, digest: string): string =>
  letters(key, `${VERSION}.id.${id}`, FOR_ID) +
  letters(key, `${VERSION}.content.${id}.${digest}`, FOR_CONTENT);

/** As it stands in the mini-program code: 32 characters, the most that one holds. */
export const publicCode = ({ id, mark }: PublicCode): string => `${VERSION}.${id}.${mark}`;

/** '7K3F-92QX-A8BD' */
export const spelled = (mark: string): string => (mark.match(/.{1,4}/g) ?? []).join('-');

/** What was typed, as it was meant: case, width, dashes and spaces do not count, nor letters taken for digits. */
export function markTyped(typed: string): string | null {
  const mark = compact(typed).toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return mark.length === MARK_LENGTH && [...mark].every((letter) => ALPHABET.includes(letter)) ? mark : null;
}

/** Reads a scanned text or scene; null when it is no such code at all. */
export function parsePublicCode(text: string): PublicCode | null {
  const match = /^wmc1\.(20\d{12})\.([0-9A-Z]{12})$/.exec(oneWord(text));
  if (!match) return null;
  const [, id = '', mark = ''] = match;
  return { id, mark };
}

export type MarkVerdict = 'TRUE' | 'FORGED' | 'OTHER_CONTENT';

export function verifyMark(mark: string, key: string, id: string, digest: string): MarkVerdict {
  const right = markOf(key, id, digest);
  if (!sameText(right.slice(0, FOR_ID), mark.slice(0, FOR_ID))) return 'FORGED';
  return sameText(right.slice(FOR_ID), mark.slice(FOR_ID)) && mark.length === right.length
    ? 'TRUE'
    : 'OTHER_CONTENT';
}
