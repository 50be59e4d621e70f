/** What is written freely has numbers in it that are for few to read. */

/** Seven digits and more in a row, however they are parted: a telephone, an ID, a card. Full-width ones, too. */
const NUMBER = /[0-9０-９](?:[\s\-—–.·]?[0-9０-９]){6,}[xXｘＸ]?/gu;

const DATE = /^20\d\d[-.]\d{1,2}[-.]\d{1,2}$/;
const STARS = 6;

/** The same words, with stars for the digits of telephone and ID numbers. */
export const masked = (words: string): string =>
  words.replace(NUMBER, (found) => (DATE.test(found) ? found : '＊'.repeat(STARS)));

const TITLE = 20;

/** The first of its words, for a list. */
export function titleOf(words: string): string {
  const [line = ''] = masked(words).split(/[\n。！？!?]/u);
  const characters = [...line.trim()];
  return characters.length > TITLE ? `${characters.slice(0, TITLE - 1).join('')}…` : characters.join('');
}
