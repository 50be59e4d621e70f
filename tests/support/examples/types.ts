import type { contract, ActionName, Input, Output } from '#domain/contract';
import type { Scene } from '../scene';

/** Actions that change something. */
export type WriteAction = {
  [A in ActionName]: (typeof contract)[A]['writes'] extends true ? A : never;
}[ActionName];

/** One call of an action that succeeds in the scene, as somebody means it. */
export interface Example<A extends ActionName> {
  /** Of several, what it is an example of. */
  readonly of?: string;
  /** Null: the system. */
  readonly who: string | null;
  readonly input: (scene: Scene) => Input<A> | Promise<Input<A>>;
  /** What is done next, and stands: the opposite, or the same anew. */
  after?(scene: Scene, answer: Output<A>): Promise<unknown>;
}

/** Every action has one: of an action that is new, the compiler asks for it. */
export type Examples<A extends ActionName = WriteAction> = { readonly [K in A]: readonly Example<K>[] };
