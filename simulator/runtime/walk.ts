/** What one can try, one after the other; the panel shows it and ticks what has happened. */
export interface WalkStep {
  readonly title: string;
  /** Whose phones it takes, by openid. */
  readonly left: string;
  readonly right: string;
  readonly parts: readonly WalkPart[];
}

export interface WalkPart {
  readonly words: string;
  readonly done: Deed;
}

/** By it a part is known to be done: the cloud answered one of these actions, or a phone is in this state. */
export type Deed =
  | {
      /** By openid; anybody where it is left out. */ readonly by?: string;
      readonly actions: readonly string[];
    }
  | { readonly by: string; readonly phone: 'offline' | 'large type' };
