/** Definitions that pages and components pass to Page, Component and Behavior, made to fit glass-easel's adapter. */
import type { behavior, types } from 'glass-easel-miniprogram-adapter';

export type Definition = types.ComponentDefinition<never, never, never, never> & Record<string, unknown>;
type NamedBehavior = string | behavior.GeneralBehavior;
type Property = { observer?: unknown } | null;

/** Exporting is built into the adapter; the name is all that WeChat needs. */
const EXPORT_BEHAVIOR = 'wx://component-export';

export class Definitions {
  constructor(
    private readonly behaviors: Readonly<Record<string, behavior.GeneralBehavior>>,
    private readonly unknown: (name: string) => never,
  ) {}

  prepare(definition: Definition): Definition {
    const prepared: Record<string, unknown> = { ...definition };
    const { behaviors, properties } = definition as {
      behaviors?: NamedBehavior[];
      properties?: Record<string, Property>;
    };
    if (behaviors) prepared['behaviors'] = this.resolve(behaviors);
    if (properties) {
      const entries = Object.entries(properties).map(([name, property]) => [name, fixObserver(property)]);
      prepared['properties'] = Object.fromEntries(entries);
    }
    return prepared;
  }

  private resolve(behaviors: NamedBehavior[]): behavior.GeneralBehavior[] {
    return behaviors
      .filter((named) => named !== EXPORT_BEHAVIOR)
      .map((named) => (typeof named === 'string' ? (this.behaviors[named] ?? this.unknown(named)) : named));
  }
}

/** glass-easel looks for a named observer in the behaviour that declares it; WeChat, in the whole component. */
function fixObserver(property: Property): Property {
  if (property === null || typeof property !== 'object' || typeof property.observer !== 'string')
    return property;
  const name = property.observer;
  return {
    ...property,
    observer(this: Record<string, unknown>, ...args: unknown[]) {
      const method = this[name];
      if (typeof method === 'function')
        return (method as (...values: unknown[]) => unknown).apply(this, args);
      throw new Error(`属性的 observer: 没有方法 ${name}`);
    },
  };
}
