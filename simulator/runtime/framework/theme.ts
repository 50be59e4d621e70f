/** Light or dark: as the person's phone is set, which is as the browser is, where the app says that it can be dark. */
import type { AppMeta } from '../../compiler/types';

export type ThemeName = 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';

export class Theme {
  private readonly dark = window.matchMedia(DARK);

  constructor(private readonly meta: AppMeta) {}

  get name(): ThemeName {
    return this.possible && this.dark.matches ? 'dark' : 'light';
  }

  onChange(listener: () => void): void {
    this.dark.addEventListener('change', () => {
      if (this.possible) listener();
    });
  }

  /** Settings in which names such as `@background` stand for values of theme.json. */
  valuesOf<T extends object>(settings: T): T {
    const values = this.meta.theme[this.name];
    return Object.fromEntries(
      Object.entries(settings).map(([key, value]: [string, unknown]) => [
        key,
        typeof value === 'string' && value.startsWith('@') ? values[value.slice(1)] : value,
      ]),
    ) as T;
  }

  /** To WeChat an app that does not say that it can be dark is light, whatever its sheets ask. */
  sheet(css: string): string {
    return this.possible ? css : css.replaceAll(DARK, 'not all');
  }

  private get possible(): boolean {
    return this.meta.app['darkmode'] === true;
  }
}
