/**
 * The world around one person's phone: where it is, whether it is online. The panel writes it to the browser's storage,
 * every phone of that person reads it; the URL of a lone phone may set it (`lng`, `lat`, `location=refused`, `offline=1`,
 * `font=23`).
 */
import type { CallFault, Faults, Location, Network } from '../host';

export interface World {
  online: boolean;
  granted: boolean;
  longitude: number;
  latitude: number;
  /** One phone goes from hand to hand: the cloud sees the same one, whoever holds it. */
  shared: boolean;
  /** Of the text, as the person has set WeChat to, in pixels. */
  fontSize: number;
  /** Online, but nothing comes back. */
  weak: boolean;
  storageFull: boolean;
  /** The next one, or several, goes wrong. */
  nextCall: CallFault | null;
  /** So many times the phone does not find itself. */
  failingFixes: number;
}

/** What WeChat calls standard, and the sizes that the panel offers beside it. */
export const FONT_SIZES = [16, 20, 26] as const;

const SHARED_ADDRESS = '198.18.0.1';

function addressOf(openid: string): string {
  let hash = 7;
  for (const letter of openid) hash = (hash * 31 + letter.charCodeAt(0)) % 0xffffff;
  return `10.${hash >> 16}.${(hash >> 8) & 0xff}.${hash & 0xff}`;
}

/** Nothing goes wrong. */
export const WELL = { weak: false, storageFull: false, nextCall: null, failingFixes: 0 } as const;

export const worldKey = (openid: string): string => `world:${openid}`;

export class PhoneWorld {
  private world: World;
  private readonly networkListeners = new Set<Parameters<Network['onChange']>[0]>();
  private readonly locationListeners = new Set<() => void>();
  private readonly fontListeners = new Set<() => void>();
  private recovering: { promise: Promise<void>; done: () => void } | null = null;

  constructor(
    private readonly openid: string,
    home: { longitude: number; latitude: number },
    parameters: URLSearchParams,
  ) {
    this.world = {
      online: true,
      granted: true,
      shared: false,
      fontSize: FONT_SIZES[0],
      ...WELL,
      ...home,
      ...this.stored(),
      ...given(parameters),
    };
    window.addEventListener('storage', (event) => {
      if (event.key === worldKey(openid)) this.apply(this.stored());
    });
  }

  /** For tests and the panel. */
  change(world: Partial<World>): void {
    this.apply(world);
    localStorage.setItem(worldKey(this.openid), JSON.stringify(this.world));
  }

  readonly network: Network = (() => {
    const online = (): boolean => this.world.online;
    const weak = (): Promise<void> | null => (this.world.weak ? this.recovery() : null);
    return {
      get online() {
        return online();
      },
      get weak() {
        return weak();
      },
      get type() {
        return online() ? ('wifi' as const) : ('none' as const);
      },
      onChange: (listener) => subscribe(this.networkListeners, listener),
    };
  })();

  readonly location: Location = (() => {
    const world = (): World => this.world;
    return {
      get longitude() {
        return world().longitude;
      },
      get latitude() {
        return world().latitude;
      },
      accuracy: 30,
      get granted() {
        return world().granted;
      },
      onChange: (listener) => subscribe(this.locationListeners, listener),
    };
  })();

  readonly faults: Faults = (() => {
    const world = (): World => this.world;
    return {
      get storageFull() {
        return world().storageFull;
      },
      takeCall: (data) => {
        const { nextCall } = this.world;
        if (!nextCall || !data.includes(nextCall.containing)) return null;
        const times = nextCall.times - 1;
        this.change({ nextCall: times > 0 ? { ...nextCall, times } : null });
        return nextCall.fails;
      },
      takeFix: () => {
        const { failingFixes } = this.world;
        if (failingFixes > 0) this.change({ failingFixes: failingFixes - 1 });
        return failingFixes > 0;
      },
    };
  })();

  /** Everybody's phone has one of its own, unless one is shared; none of them can be reached. */
  get address(): string {
    return this.world.shared ? SHARED_ADDRESS : addressOf(this.openid);
  }

  get fontSize(): number {
    return this.world.fontSize;
  }

  onFontSize(listener: () => void): () => void {
    return subscribe(this.fontListeners, listener);
  }

  private recovery(): Promise<void> {
    if (!this.recovering) {
      let done = (): void => undefined;
      const promise = new Promise<void>((resolve) => (done = resolve));
      this.recovering = { promise, done };
    }
    return this.recovering.promise;
  }

  private apply(change: Partial<World>): void {
    const before = this.world;
    this.world = { ...before, ...change };
    const { online, type } = this.network;
    if (before.online !== online) this.networkListeners.forEach((listener) => listener({ online, type }));
    this.locationListeners.forEach((listener) => listener());
    if (!this.world.weak || !this.world.online) {
      this.recovering?.done();
      this.recovering = null;
    }
    if (before.fontSize !== this.world.fontSize) this.fontListeners.forEach((listener) => listener());
  }

  private stored(): Partial<World> {
    return JSON.parse(localStorage.getItem(worldKey(this.openid)) ?? '{}') as Partial<World>;
  }
}

function given(parameters: URLSearchParams): Partial<World> {
  const [longitude, latitude] = [parameters.get('lng'), parameters.get('lat')];
  return {
    ...(longitude !== null &&
      latitude !== null && { longitude: Number(longitude), latitude: Number(latitude) }),
    ...(parameters.has('location') && { granted: parameters.get('location') !== 'refused' }),
    ...(parameters.has('font') && { fontSize: Number(parameters.get('font')) }),
    ...(parameters.has('offline') && { online: parameters.get('offline') === '0' }),
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
