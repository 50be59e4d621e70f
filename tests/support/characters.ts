import fc from 'fast-check';

const SURROGATES = { from: 0xd800, many: 0x800 } as const;
const LAST = 0x10ffff;

const characterAt = (index: number): string =>
  String.fromCodePoint(index < SURROGATES.from ? index : index + SURROGATES.many);

/** The other way round; fast-check asks it of any text, and takes a throw for no. */
function indexOf(text: unknown): number {
  const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (code === undefined || text !== String.fromCodePoint(code)) throw new Error('not one character');
  return code < SURROGATES.from ? code : code - SURROGATES.many;
}

/**
 * Any character of Unicode, as fast-check's unit 'binary' gives them in the same order; that one first fills a table
 * of all million of them, which takes a second in each file of tests.
 */
export const anyCharacter = fc.nat({ max: LAST - SURROGATES.many }).map(characterAt, indexOf);
