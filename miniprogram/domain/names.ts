import * as v from 'valibot';
import { typed } from './fields';
import { charactersOf, cleaned, isLetter, narrow } from './typed';

/** Names of people: how they are kept, whoever typed them on whatever keyboard, and when two are the same. */

/** Whatever is typed for the dot in 阿依古丽·买买提. A full stop is one beside a Chinese character only. */
const DOTS =
  /[\u00b7\u0387\u16eb\u2022\u2024\u2027\u2219\u22c5\u25cf\u2981\u2e31\u2e33\u3002\u30fb\ua78f\uff61\uff65\ufe52\u{10101}]/gu;
const APOSTROPHES = /[\u2018\u2019\u02bb\u02bc`\u00b4\u2032]/g;
const DASHES = /[\p{Pd}\u2212]/gu;

/** One kind of dot, dash and apostrophe; no gaps but between words of letters. Letters stay small or large as typed. */
export const tidyName = (typed: string): string =>
  cleaned(
    cleaned(narrow(typed))
      .replace(APOSTROPHES, "'")
      .replace(DASHES, '-')
      .replace(/\s+/g, ' ')
      .replace(DOTS, '·')
      .replace(/(\p{Script=Han} ?)\./gu, '$1·')
      .replace(/\.(?= ?\p{Script=Han})/gu, '·')
      .replace(/(?: ?·)+ ?/g, '·')
      .replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1')
      .replace(/^[ ·]+|[ ·]+$/g, ''),
  );

/** The longest name on a card; in Chinese a dozen is much, in letters 26 are not. */
export const NAME_LENGTH = 50;

export const personName = v.pipe(typed(NAME_LENGTH, tidyName), v.minLength(1));

/** Letters and digits alone, wide or narrow, large or small, of whichever of the forms that one character has. */
export function lettersOf(text: string): string[] {
  const same = cleaned(narrow(text)).normalize('NFKC');
  // Each character by itself: a Greek final s, say, would fold differently inside a longer text.
  const folded = [...same].flatMap((c) => [...c.toLowerCase()]);
  return folded.filter(isLetter);
}

/** A name as far as it tells people, or teams, apart. */
export const nameAlone = (name: string): string => lettersOf(name).join('');

/** '张*三', '王*': enough for who holds the paper to see that it is theirs, too little to learn a name from it. */
export function maskName(name: string): string {
  const letters = charactersOf(name.trim());
  const [first = '', ...rest] = letters;
  const last = rest[rest.length - 1];
  if (last === undefined) return first === '' ? '' : '*';
  if (rest.length === 1) return `${first}*`;
  return `${first}${'*'.repeat(rest.length - 1)}${last}`;
}
