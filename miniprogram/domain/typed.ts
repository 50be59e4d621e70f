/**
 * What people type and paste, made one form before it is measured or compared: the same code on phone and cloud.
 * Nothing here needs Intl.Segmenter, which WeChat does not promise on the phone.
 */

/**
 * Left as they are: composed emoji with their joiners and selectors, keys (1️⃣), flags of parts of a country.
 * Taken out: whatever else cannot be seen, and halves of characters, which no store keeps. Line breaks stay.
 */
const emojiOrInvisible =
  /(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}|[\d#*]\ufe0f\u20e3|\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?)*)|(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/**
 * Sets as large as these are written as text: the compiler for phones writes out what a literal has in it, by the
 * kilobyte. Phones know them by themselves, since iOS 11.3.
 */
const visible = new RegExp('[\\p{L}\\p{N}\\p{P}\\p{S}]', 'u');
const letter = new RegExp('[\\p{L}\\p{N}]', 'u');

/** Whether a character is a letter or a digit, of whichever language. */
export const isLetter = (character: string): boolean => letter.test(character);

/** A person's text: nothing invisible in it, letters and their accents as one, ends trimmed; '' where nothing can be seen. */
export function cleaned(typed: string): string {
  const seen = typed.replace(emojiOrInvisible, (_, emoji: string | undefined) => emoji ?? '');
  return visible.test(seen) ? seen.normalize('NFC').trim() : '';
}

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** As a reader sees it, without what holds emoji together: words are not to be broken by it before they are checked. */
export const seenAlone = (text: string): string => text.replace(invisible, '');

/** So much of two pieces is the same that no word is cut in two. */
const OVERLAP = 50;

/** A long text in pieces of at most so many units, each beginning before the last one ends. */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = [];
  for (let from = 0; from === 0 || from + OVERLAP < text.length; from += most - OVERLAP)
    pieces.push(text.slice(from, from + most));
  return pieces;
}

/** Wide letters, digits, signs and spaces (１, Ａ, －) as the narrow ones. */
export const narrow = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');

/** What one code point more belongs to the character before it by itself: accents, skin tones, selectors, tags. */
const accent = new RegExp('\\p{M}', 'u');
const extending = /[\p{Emoji_Modifier}\u200d\u{e0020}-\u{e007f}]/u;
const regional = /\p{Regional_Indicator}/u;
const JOINER = '\u200d';
/** The longest composed emoji has eleven code points. Accents piled up beyond that count as characters of their own. */
const MOST_IN_ONE = 12;

/** The characters as a person sees them: a letter with its accents, a composed emoji, a flag is one. */
export function charactersOf(text: string): string[] {
  const characters: string[] = [];
  let last: string[] = [];
  for (const point of text) {
    if (last.length > 0 && last.length < MOST_IN_ONE && belongsTo(last, point)) last.push(point);
    else {
      if (last.length > 0) characters.push(last.join(''));
      last = [point];
    }
  }
  return last.length > 0 ? [...characters, last.join('')] : characters;
}

function belongsTo(character: readonly string[], point: string): boolean {
  if (accent.test(point) || extending.test(point) || character[character.length - 1] === JOINER) return true;
  return character.length === 1 && regional.test(point) && regional.test(character[0] ?? '');
}

export const lengthOf = (text: string): number => charactersOf(text).length;

/** Without some of the signs, and then as tidy as before: an accent that has lost its letter is nothing. */
const without = (typed: string, signs: RegExp): string => cleaned(cleaned(narrow(typed)).replace(signs, ''));

/** A code or a number as far as it was meant: narrow, without gaps, dashes, dots and brackets. */
export const compact = (typed: string): string => without(typed, /[\s\p{Pd}\u2212.·•・,()_/]/gu);

/** A pasted code in which dots and dashes count. */
export const oneWord = (typed: string): string => without(typed, /\s/g);

const MOBILE = /^1[3-9]\d{9}$/;
const LAND_LINE = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/;
const HOTLINE = /^\d{5}$/;

/**
 * A telephone number as it is dialled in the country, however it was typed: in groups, with +86, from a contact
 * card. Land lines are written with a dash after the area code. What is no number stays one that is refused.
 */
export function tidyPhone(typed: string): string {
  const all = compact(typed);
  const [, sign = '', rest = ''] = /^(\+|00)?86(.+)$/.exec(all) ?? [];
  const number = [rest, sign === '' ? '' : `0${rest}`].find(isDialled) ?? all;
  return number.replace(LAND_LINE, '$1-$2');
}

const isDialled = (digits: string): boolean => MOBILE.test(digits) || LAND_LINE.test(digits);

export const isMobile = (tidy: string): boolean => MOBILE.test(tidy);

/** To be called by anybody: a mobile, a land line with its area code, a hotline of five digits. */
export const isTelephone = (tidy: string): boolean =>
  MOBILE.test(tidy) || HOTLINE.test(tidy) || LAND_LINE.test(tidy.replace('-', ''));
