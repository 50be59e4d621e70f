/** The parts of glass-easel that the phone touches below the adapter, under one roof. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';

export { glassEasel };
export type GeComponent = glassEasel.GeneralComponent;
export type GeElement = glassEasel.Element;

/** The DOM element of a node; absent for virtual nodes. */
export function domOf(node: GeElement): HTMLElement | undefined {
  return (node.getBackendElement() as unknown as HTMLElement | null) ?? undefined;
}
