import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { EMPTY_COMPONENT } from './constants';
import type { Layout } from './layout';
import type { AppConfig, CompileError, ComponentConfig, ThemeValues } from './types';

export interface Project {
  app: AppConfig;
  theme: ThemeValues;
  /** Every page and every component reachable from one, used ones before their users where possible. */
  components: Map<string, ComponentConfig>;
  errors: CompileError[];
}

type RawComponent = Omit<ComponentConfig, 'usingComponents' | 'componentGenerics'> & {
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
};
type RawApp = Partial<AppConfig> & { pages: string[]; subpackages?: AppConfig['subPackages'] } & Pick<
    RawComponent,
    'usingComponents'
  >;

/** Reads app.json and follows usingComponents from every page. Broken references are reported, not thrown. */
export function readProject(layout: Layout): Project {
  const errors: CompileError[] = [];
  const raw = readJson<RawApp>(layout.file('app', '.json'));
  const app: AppConfig = {
    ...raw,
    subPackages: raw.subPackages ?? raw.subpackages ?? [],
    entryPagePath: raw.entryPagePath ?? raw.pages[0] ?? '',
    window: raw.window ?? {},
  };
  const walker = new Walker(layout, raw.usingComponents ?? {}, errors);
  for (const page of pagesOf(app)) walker.visit(page, `app.json`);
  if (app.tabBar?.custom === true) walker.visit('custom-tab-bar/index', 'app.json tabBar.custom');
  const theme = readTheme(raw, layout.root);
  const settings = [...walker.found].map(([id, config]) => [`${id}.json`, config] as const);
  for (const [file, config] of [['app.json', raw] as const, ...settings])
    errors.push(...missingColours(file, config, theme));
  return { app, theme, components: walker.found, errors };
}

export function pagesOf(app: AppConfig): string[] {
  return [
    ...app.pages,
    ...app.subPackages.flatMap((pack) => pack.pages.map((page) => path.posix.join(pack.root, page))),
  ];
}

class Walker {
  readonly found = new Map<string, ComponentConfig>();
  private readonly visiting = new Set<string>();

  constructor(
    private readonly layout: Layout,
    private readonly globals: Record<string, string>,
    private readonly errors: CompileError[],
  ) {}

  visit(id: string, from: string): void {
    if (this.found.has(id) || this.visiting.has(id)) return;
    this.visiting.add(id);
    if (!this.layout.exists(id, '.wxml')) this.errors.push({ file: from, message: `没有 ${id}.wxml` });
    else this.found.set(id, this.read(id));
  }

  private read(id: string): ComponentConfig {
    const file = this.layout.file(id, '.json');
    const raw = existsSync(file) ? this.settings(id, file) : {};
    const { componentGenerics, ...config } = raw;
    const usingComponents = this.resolveAll(id, this.usingOf(id, raw));
    const generics = componentGenerics && this.genericsOf(id, componentGenerics);
    return { ...config, usingComponents, ...(generics && { componentGenerics: generics }) };
  }

  /** A mistake in one page's settings is that page's alone. */
  private settings(id: string, file: string): RawComponent {
    try {
      return readJson<RawComponent>(file);
    } catch (error) {
      this.errors.push({
        file: `${id}.json`,
        message: error instanceof Error ? error.message : String(error),
      });
      return {};
    }
  }

  /** Components of app.json are for the app's own pages and components, not for packages. */
  private usingOf(id: string, raw: RawComponent): Record<string, string> {
    if (id.startsWith('miniprogram_npm/')) return raw.usingComponents ?? {};
    const globals = Object.entries(this.globals).map(([tag, target]) => [
      tag,
      target.startsWith('.') ? `/${path.posix.join(target)}` : target,
    ]);
    return { ...(Object.fromEntries(globals) as Record<string, string>), ...raw.usingComponents };
  }

  private resolveAll(id: string, using: Record<string, string>): Record<string, string> {
    const resolved: Record<string, string> = {};
    for (const [tag, target] of Object.entries(using)) {
      const component = this.layout.resolveComponent(target, id);
      if (component === undefined) {
        this.errors.push({ file: `${id}.json`, message: `usingComponents 里的 ${tag}: 找不到 ${target}` });
        continue;
      }
      this.visit(component, `${id}.json`);
      resolved[tag] = `/${component}`;
    }
    return resolved;
  }

  private genericsOf(
    id: string,
    generics: Record<string, true | { default?: string }>,
  ): Record<string, { default: string }> {
    return Object.fromEntries(
      Object.entries(generics).map(([name, generic]) => {
        const target = generic === true ? undefined : generic.default;
        if (target === undefined) return [name, { default: EMPTY_COMPONENT }];
        return [name, { default: this.resolveAll(id, { [name]: target })[name] ?? EMPTY_COMPONENT }];
      }),
    );
  }
}

function readTheme(app: RawApp, root: string): ThemeValues {
  const file = path.join(
    root,
    typeof app['themeLocation'] === 'string' ? app['themeLocation'] : 'theme.json',
  );
  const given = existsSync(file) ? readJson<Partial<ThemeValues>>(file) : {};
  return { light: given.light ?? {}, dark: given.dark ?? {} };
}

/** WeChat draws what it likes where a name has no value in one of the themes. */
function missingColours(file: string, settings: object, theme: ThemeValues): CompileError[] {
  const names = [...JSON.stringify(settings).matchAll(/:"@(\w+)"/g)].map(([, name = '']) => name);
  return names.flatMap((name) =>
    Object.entries(theme).flatMap(([which, values]) =>
      name in values ? [] : [{ file, message: `theme.json 的 ${which} 里没有 ${name}` }],
    ),
  );
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
