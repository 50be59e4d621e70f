/** What the compiler hands to the phone. Shared by Node and the browser: types only. */

export interface TabItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface TabBarConfig {
  custom?: boolean;
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: 'black' | 'white';
  list: TabItem[];
}

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  backgroundTextStyle?: 'dark' | 'light';
  enablePullDownRefresh?: boolean;
  /** CSS pixels from the bottom at which onReachBottom fires; 50 when absent. */
  onReachBottomDistance?: number;
  disableScroll?: boolean;
}

export interface AppConfig {
  pages: string[];
  subPackages: { root: string; name?: string; pages: string[] }[];
  /** The first of `pages` unless app.json names another. */
  entryPagePath: string;
  window: WindowConfig;
  tabBar?: TabBarConfig;
  [field: string]: unknown;
}

export interface ComponentConfig extends WindowConfig {
  component?: boolean;
  /** Paths from the root of the package, with a leading slash. */
  usingComponents: Record<string, string>;
  componentGenerics?: Record<string, { default: string }>;
  componentPlaceholder?: Record<string, string>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
}

/** A page or a component, by its path without extension and leading slash. */
export interface CompiledComponent {
  config: ComponentConfig;
  /** Prefix of its classes where its styles are its own. */
  scope: string;
  /** wxss as CSS in which SCOPE_TOKEN stands before every class and id. */
  css: string;
  /** Tags of its template that are none of its usingComponents. */
  tags: string[];
}

/** What names such as `@background` in app.json and in pages' settings stand for. */
export type ThemeValues = Record<'light' | 'dark', Record<string, unknown>>;

export interface AppMeta {
  app: AppConfig;
  theme: ThemeValues;
  appCss: string;
  components: Record<string, CompiledComponent>;
}

export interface CompileError {
  file: string;
  message: string;
}

export interface AppBuild {
  /** Changes when anything that a phone runs changes. */
  version: string;
  meta: AppMeta;
  /** An expression whose value maps paths to template generators. */
  templates: string;
  /** Scripts of all pages and components; each calls `__simulator__.define`. */
  code: string;
  codeMap: string;
  errors: CompileError[];
  /** Told in the console alone: WeChat compiles and runs what they are about. */
  remarks: CompileError[];
}
