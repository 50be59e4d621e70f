/** What a person would find wrong with a screen at first sight, found by measuring. Runs in the browser. */

export interface Looks {
  /** Characters of text that are drawn. */
  readonly letters: number;
  /** Of everything the page has set so far, as JSON. */
  readonly dataBytes: number;
  /** Height of the smallest letters, in pixels. */
  readonly smallest: number;
  /** Each: what is wrong, where. */
  readonly faults: readonly string[];
}

/** As a string: it runs in the phone's frame, where TypeScript's helpers are not. */
export const LOOK = `(() => {
  const SMALLEST_TARGET = 44;
  const TARGETS = '[role]:not([role=alert], [role=status], [role=img], [role=dialog], [role=presentation]), [hover-class], .t-button, wx-input, wx-picker';
  const root = document.querySelector('.page:not([hidden])');
  const scroller = root.querySelector('.page-scroll');
  const faults = [];
  const name = (element) => element.className.toString().split(' ')[0] + ' “' + element.textContent.trim().slice(0, 16) + '”';
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const sideways = (element) => {
    for (let at = element.parentElement; at && at !== root; at = at.parentElement)
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX) && at !== scroller) return true;
    return false;
  };
  /** Of the letters themselves, whatever their element's box is. */
  const letters = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  };
  let smallest = Infinity;
  if (scroller.scrollWidth > scroller.clientWidth + 1) faults.push('the page scrolls sideways');
  for (const element of root.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement) || !seen(element)) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const icon = element.className.includes('t-icon-base') && getComputedStyle(element, '::before').webkitMaskImage;
    if (icon === 'none') faults.push('an icon that is not drawn: ' + element.className);
    const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (speaks && (box.right > innerWidth + 1 || box.left < -1) && !sideways(element))
      faults.push('text beyond the edge: ' + name(element));
    if (speaks && !element.closest('wx-map')) smallest = Math.min(smallest, parseFloat(style.fontSize));
    if (speaks && style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
      faults.push('text cut: ' + name(element));
    if (speaks && style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 2)
      faults.push('lines cut: ' + name(element));
    // What is long may be pushed aside while one types; a number or a name must stand there whole.
    if (element instanceof HTMLInputElement && element.value.length <= 5 && element.scrollWidth > element.clientWidth + 1)
      faults.push('typed text cut: ' + element.value);
    const text = speaks ? letters(element) : [];
    const lines = new Set(text.map(({ top }) => Math.round(top))).size;
    if (lines > 1 && parseFloat(style.lineHeight) < 1.15 * parseFloat(style.fontSize))
      faults.push('lines run into each other: ' + name(element));
    const button = speaks ? element.closest(TARGETS)?.getBoundingClientRect() : undefined;
    // Letters have air above and below, which may stand out.
    const air = 2 + 0.2 * parseFloat(style.fontSize);
    const spills = ({ top, bottom, left, right }) =>
      top < button.top - air || bottom > button.bottom + air || left < button.left - 2 || right > button.right + 2;
    if (button && text.some(spills)) faults.push('text out of its button: ' + name(element));
    const target = element.matches(TARGETS);
    if (target && box.height < SMALLEST_TARGET - 0.5 && !element.closest('wx-textarea'))
      faults.push('too low to be tapped (' + Math.round(box.height) + '): ' + name(element));
  }
  const page = getCurrentPages().at(-1);
  return {
    smallest,
    letters: root.innerText.trim().length,
    dataBytes: new TextEncoder().encode(JSON.stringify(page.data)).length,
    faults: [...new Set(faults)],
  };
})()`;
