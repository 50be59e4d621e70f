/** The style sheets of the app, of components (for good) and of pages (each only while its page is on top). */
import { HOST_TOKEN, SCOPE_TOKEN } from '../../compiler/constants';

export class StyleSheets {
  /** `adapt` is asked of every sheet before it is used. */
  constructor(private readonly adapt: (css: string) => string) {}

  private readonly pages = new Map<string, HTMLStyleElement>();

  add(css: string): HTMLStyleElement {
    const element = document.createElement('style');
    element.textContent = this.adapt(css);
    document.head.append(element);
    return element;
  }

  /** `prefix` is the scope of the component; empty where its classes are shared with the page's. */
  addComponent(css: string, prefix: string): void {
    if (css !== '') this.add(scoped(css, prefix));
  }

  addPage(route: string, css: string): void {
    if (css === '' || this.pages.has(route)) return;
    const element = this.add(scoped(css, ''));
    element.disabled = true;
    this.pages.set(route, element);
  }

  showPage(route: string): void {
    for (const [page, element] of this.pages) {
      if (page !== route) element.disabled = true;
    }
    const own = this.pages.get(route);
    if (!own) return;
    // A page's sheet comes after those of its components, whenever they were loaded.
    document.head.append(own);
    own.disabled = false;
  }
}

function scoped(css: string, prefix: string): string {
  return css.replaceAll(SCOPE_TOKEN, prefix === '' ? '' : `${prefix}--`).replaceAll(HOST_TOKEN, prefix);
}
