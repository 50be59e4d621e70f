/**
 * What the phone offers to the built-in components (runtime/components) and to the wx APIs (runtime/wx).
 * They see the phone only through this file, so that each side can be read, and changed, alone.
 *
 * Entry points expected of them:
 *   runtime/components/index.ts  export function registerBuiltins(codeSpace: CodeSpace, host: PhoneHost): Builtins
 *   runtime/wx/index.ts          export function createWx(host: PhoneHost): object   (becomes the global `wx`)
 *
 * `import css from './input.css'` gives plain text in the phone's bundle; host.addStyle(css) understands rpx.
 * In templates a tag that is no component becomes the element <wx-TAG>; `native-input` becomes a real <input>.
 * The phone turns the mouse into touches (WeChat knows no mouse); below an element with `data-mouse` it does not.
 */
import type { behavior, component } from 'glass-easel-miniprogram-adapter';

import type { Persona } from './persona';

export type { Persona };
export type Query = Record<string, string>;

/** What registerBuiltins hands back to the phone. */
export interface Builtins {
  /** Tags that are drawn as plain elements (view, text, form …). */
  nativeTags: readonly string[];
  /** From now on this tag, which is not built, is drawn as a box that says its name, with what stands in it. */
  drawName: (tag: string) => void;
  /** Behaviours named by strings, such as `wx://form-field`. */
  behaviors: Readonly<Record<string, behavior.GeneralBehavior>>;
}

/** A failure in WeChat's own shape; wx APIs reject and call `fail` with it as it is. */
export interface WxFailure {
  errMsg: string;
  errCode?: number;
}

export interface EventChannel {
  emit(name: string, ...args: unknown[]): void;
  on(name: string, listener: (...args: unknown[]) => void): void;
  once(name: string, listener: (...args: unknown[]) => void): void;
  off(name: string, listener?: (...args: unknown[]) => void): void;
}

/** One page of the stack. Sizes and positions are CSS pixels. */
export interface PageHandle {
  /** Without a leading slash: `pages/home/index`. */
  readonly route: string;
  readonly options: Query;
  /** The page's `this`: setData, selectComponent, createSelectorQuery … */
  readonly component: component.GeneralComponent;
  /** The element that scrolls, for pageScrollTo and scroll offsets of the viewport. */
  readonly scroller: HTMLElement;
  scrollTo(top: number, durationMs: number): void;
  startPullDownRefresh(): void;
  stopPullDownRefresh(): void;
  setTitle(title: string): void;
  setNavigationColor(color: { front?: string; background?: string }): void;
  setNavigationLoading(loading: boolean): void;
  hideHomeButton(): void;
}

/** URLs may be absolute (`/pages/…`) or relative to the current page. Rejections are WxFailure. */
export interface PageStack {
  readonly all: readonly PageHandle[];
  current(): PageHandle | undefined;
  navigateTo(url: string): Promise<{ eventChannel: EventChannel }>;
  redirectTo(url: string): Promise<void>;
  switchTab(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  navigateBack(delta: number): Promise<void>;
}

export interface TabBarControl {
  setBadge(index: number, text: string): void;
  removeBadge(index: number): void;
  setRedDot(index: number, shown: boolean): void;
  setItem(index: number, item: { text?: string; iconPath?: string; selectedIconPath?: string }): void;
  setVisible(visible: boolean): void;
}

/** What a developer lets go wrong, for apps to be tried with; the panel and `changeWorld` set it. */
export interface Faults {
  /** Storage takes nothing more. */
  readonly storageFull: boolean;
  /** What goes wrong with this call of a function, if anything does. */
  takeCall(data: string): CallFault['fails'] | null;
  /** Whether the phone does not find itself this time: it happens so often as was said. */
  takeFix(): boolean;
}

export interface CallFault {
  /** The function is called but its answer never comes back, or WeChat fails with this number (-502001 …) instead. */
  readonly fails: 'answerLost' | number;
  /** Of the next calls whose data has this text; empty: of whichever come next. */
  readonly containing: string;
  /** How many of them. */
  readonly times: number;
}

export interface Network {
  readonly online: boolean;
  /** Calls go out and nothing comes back; settles when that is over. */
  readonly weak: Promise<void> | null;
  readonly type: 'wifi' | 'none';
  onChange(listener: (state: { online: boolean; type: 'wifi' | 'none' }) => void): () => void;
}

export interface Location {
  /** GCJ-02 degrees, where the panel put the person. */
  readonly longitude: number;
  readonly latitude: number;
  /** Metres. */
  readonly accuracy: number;
  /** What the panel says the person answers when asked for the location. */
  readonly granted: boolean;
  onChange(listener: () => void): () => void;
}

export interface Scan {
  result: string;
  scanType: 'QR_CODE' | 'WX_CODE';
  /** Of a mini-program code: the page with its query. */
  path?: string;
}

export interface Camera {
  /** Draws the camera (the other phone's screen, a picture, pasted text) and answers null when it is closed. */
  scan(options: { onlyFromCamera: boolean }): Promise<Scan | null>;
}

/** Key–value storage, apart for every openid. Values are strings; the wx layer encodes types. */
export interface Storage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  clear(): void;
  keys(): string[];
}

export type GrantState = 'unasked' | 'granted' | 'refused';

/** What the person has allowed: `scope.userLocation`, `scope.camera`, `privacy` … kept with the storage. */
export interface Grants {
  get(scope: string): GrantState;
  set(scope: string, state: GrantState): void;
  all(): Readonly<Record<string, GrantState>>;
}

/** Layers above the page, from low to high. */
export type OverlayLayer = 'picker' | 'sheet' | 'modal' | 'toast' | 'camera';

export interface Overlay {
  /** Shows an element inside the phone's screen above the page; the answer takes it away again. */
  mount(element: HTMLElement, layer: OverlayLayer): () => void;
}

export interface WindowMetrics {
  pixelRatio: number;
  screenWidth: number;
  screenHeight: number;
  /** Of the current page's area: without bars. */
  windowWidth: number;
  windowHeight: number;
  statusBarHeight: number;
  screenTop: number;
  safeArea: { left: number; right: number; top: number; bottom: number; width: number; height: number };
  capsule: { left: number; right: number; top: number; bottom: number; width: number; height: number };
}

export interface LaunchOptions {
  path: string;
  query: Query;
  scene: number;
  shareTicket?: string;
  referrerInfo: Record<string, unknown>;
}

export interface HostEvents {
  appShow: LaunchOptions;
  appHide: undefined;
  error: { message: string; stack: string };
  unhandledRejection: { reason: unknown };
  windowResize: { windowWidth: number; windowHeight: number };
  keyboardHeight: { height: number };
  themeChange: { theme: string };
}

export interface ShareContent {
  title?: string;
  path?: string;
  imageUrl?: string;
}

export interface PhoneHost {
  readonly openid: string;
  readonly persona: Persona | undefined;
  readonly appId: string;
  /** The whole app.json with subpackages as they stand. */
  readonly appConfig: Readonly<Record<string, unknown>>;
  readonly launch: LaunchOptions;
  readonly pages: PageStack;
  readonly tabBar: TabBarControl;
  readonly network: Network;
  readonly location: Location;
  readonly faults: Faults;
  readonly camera: Camera;
  readonly storage: Storage;
  readonly grants: Grants;
  readonly overlay: Overlay;
  /** Milliseconds to add to the computer's clock. The phone's own Date already follows it. */
  readonly clockOffset: number;
  theme(): 'light' | 'dark';
  /** Of the text, as the person has set WeChat to, in pixels; 16 is standard. */
  readonly fontSize: number;
  metrics(): WindowMetrics;
  on<K extends keyof HostEvents>(event: K, listener: (detail: HostEvents[K]) => void): () => void;
  emit<K extends keyof HostEvents>(event: K, detail: HostEvents[K]): void;

  /** One cloud call as this phone's person. Rejects with `cloud.callFunction:fail …` when offline or failed. */
  callFunction(name: string, data: unknown): Promise<{ result: unknown; requestID: string }>;
  /** Tells the local cloud that the person accepted these message templates once. */
  grantMessages(templateIds: string[]): Promise<void>;
  /** Puts a file into the cloud's storage as this phone's person. Rejects with WxFailure. */
  uploadFile(
    cloudPath: string,
    file: Blob,
    progress: (sent: number, total: number) => void,
  ): Promise<{ fileID: string }>;
  /** The one-time code of `getPhoneNumber`, which the cloud changes into the number. */
  phoneCode(number: string): Promise<string>;
  /** The browser's fetch for what WeChat would load from the network: rejects while the phone is offline. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** URL in the browser of a file of the package (`/assets/a.png`, or relative to `from`), of cloud:// and of blobs. */
  resolveResource(src: string, from?: string): string;

  /** Opens the share sheet that the capsule's menu also opens. */
  share(content: ShareContent): void;
  /** Adds a style for the life of the phone. */
  addStyle(css: string): void;
  /** rpx to CSS pixels, and lengths such as `20rpx` in inline styles. */
  rpx(value: number): number;
  convertStyle(style: string): string;

  /** An API or an option of one that is not built: throws, shows a red banner, is recorded for tests. */
  unsupported(kind: 'api' | 'option', name: string): never;
  /** A value in a template that is not built: shown and recorded likewise, and drawn as if it had been left out. */
  missing(name: string): void;
  /** An error of the page's code: red banner, console, window.__simulatorErrors. Does not throw. */
  report(error: unknown, where: string): void;
}
