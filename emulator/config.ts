/**
 * What the emulator is told of the app whose functions it runs. It knows nothing of any app by itself.
 */

export interface Index {
  readonly name: string;
  /** In order. 1 and -1 are ascending and descending, 'geo' is a 2dsphere index. Arrays index each element. */
  readonly keys: readonly (readonly [path: string, kind: 1 | -1 | 'geo'])[];
  readonly unique?: boolean;
  /** Leaves out documents that lack the field. */
  readonly sparse?: boolean;
}

export interface Collection {
  readonly name: string;
  readonly indexes: readonly Index[];
}

/** What WeChat pushes, and to which function. */
export interface Push {
  readonly type: 'event';
  readonly event: string;
  readonly fn: string;
}

export interface Project {
  /** Folder of the built functions: below it one folder each, with index.js and config.json. */
  readonly functions: string;
  readonly schema: readonly Collection[];
  readonly pushes?: readonly Push[];
  /** Collections that calls write to beside their work, and wait for at no step of it: these writes are no round trips. */
  readonly beside?: readonly string[];
  /** Whether an answer of a function, in JSON, refuses what was asked; by default none does. */
  readonly isRefusal?: (answer: string) => boolean;
  /** Variables of the functions, which in the cloud are set by whoever deploys them. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Fills an empty store over the emulator's own surface at `url`; `progress` is told how much of it is done, of 1. */
export type Seed = (
  url: string,
  log: (line: string) => void,
  progress: (share: number) => void,
) => Promise<void>;

export interface BuildOptions {
  /** For a debugger: readable, with source maps. */
  readonly debug: boolean;
}

/** What the file that `--config` names exports as `cloudConfig`. */
export interface CloudConfig extends Project {
  /** Builds the functions into their folder; before each start, unless `--functions` names others. */
  readonly build?: (options: BuildOptions) => Promise<unknown>;
  /** By the name that `--seed` has; loaded only when it is needed. */
  readonly seeds?: Readonly<Record<string, () => Promise<Seed>>>;
  /** Changes with whatever decides how a seeded store looks: what was kept of another version is of no use. */
  readonly seedVersion?: () => Promise<string>;
}
