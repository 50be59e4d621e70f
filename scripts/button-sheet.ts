/** The sheet of TDesign's button with those of its looks that pages give a button; it has sixty. */
import { readFileSync } from 'node:fs';
import postcss from 'postcss';
import { templatesBelow } from './icons';

/** Looks that a button can do without, by the word that asks for one. */
const LOOKS = ['danger', 'dashed', 'text', 'ghost', 'round', 'circle', 'square', 'extra-small', 'small'];
const BUTTON = /<t-button\b(?:"[^"]*"|[^>"])*>/g;
/** A look that the template does not say itself could be any. */
const UNSAID = /\s(?:theme|variant|shape|size)="{{(?![^"]*\?)[^"]*}}"/;

/** Words that any button below the folder may be given. Refuses with an Error a button whose look only a script knows. */
export function looksInUse(folder: string): readonly string[] {
  const buttons = templatesBelow(folder).flatMap((file) => {
    const found = readFileSync(file, 'utf8').match(BUTTON) ?? [];
    const unsaid = found.find((button) => UNSAID.test(button));
    if (unsaid !== undefined) throw new Error(`${file}: which look has ${unsaid}?`);
    return found;
  });
  return LOOKS.filter((look) => buttons.some((button) => new RegExp(`["'\\s]${look}["'=\\s>]`).test(button)));
}

export function buttonSheet(original: string, looks: readonly string[]): string {
  const unused = LOOKS.filter((look) => !looks.includes(look));
  return sheetWithout(original, new RegExp(`--(?:size-)?(?:${unused.join('|')})(?![\\w-]*\\w)`));
}

/** Of what turns while one waits, the circle: only buttons show it, and none says otherwise. */
export const loadingSheet = (original: string): string =>
  sheetWithout(original, /spinner--(?:spinner|dots)|__dot|--fullscreen/);

function sheetWithout(original: string, speaksOf: RegExp): string {
  const sheet = postcss.parse(original);
  sheet.walkRules((rule) => {
    const selectors = rule.selectors.filter((selector) => !speaksOf.test(selector));
    if (selectors.length === 0) rule.remove();
    else if (selectors.length < rule.selectors.length) rule.selectors = selectors;
  });
  return sheet.toString();
}
