/**
 * How a built-in component is written: a table of properties with their defaults, and a function that fills the
 * host element with plain DOM. glass-easel runs it as an "external" component: what the page puts between the tags
 * goes into `slot`, events come from `emit`.
 */
import type { DataChange, ExternalShadowRoot, GeneralBackendElement, GeneralComponent } from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { PhoneHost } from '../host';
import { animate } from './animation';

type Properties = Record<string, unknown>;

/** Defaults with their literal types widened: `''` declares a string, `null` anything. */
export type Widen<P> = {
  [K in keyof P]: P[K] extends string
    ? string
    : P[K] extends number
      ? number
      : P[K] extends boolean
        ? boolean
        : P[K] extends null
          ? unknown
          : P[K];
};

export interface EmitOptions {
  /** Gets what the page's handler returned. */
  answer?: (value: unknown) => void;
  /** Fields of the event itself, beside `detail`. */
  fields?: Record<string, unknown>;
}

export interface Context<P extends Properties> {
  readonly root: HTMLElement;
  readonly node: GeneralComponent;
  readonly host: PhoneHost;
  /** The values of now, never a copy. */
  readonly props: P;
  /** Triggers an event on the component. */
  readonly emit: (name: string, detail?: unknown, options?: EmitOptions) => void;
  /** Changes an own property, and through it what the page bound with `model:`. */
  set<K extends keyof P & string>(this: void, name: K, value: P[K]): void;
}

/** What a form, a label or a group sees of a control. */
export interface Control {
  name: () => string;
  value: () => unknown;
  reset: () => void;
  /** A tap on its label. */
  activate: () => void;
}

export interface Parts {
  /** Where children go; the host element itself if absent. */
  slot?: HTMLElement;
  changed?: (names: ReadonlySet<string>) => void;
  attached?: () => void;
  detached?: () => void;
  control?: Control;
  /** Of a group (checkbox-group, radio-group): one of its boxes was tapped. */
  picked?: (box: HTMLElement) => void;
  /** Of a radio: another of its group was chosen. */
  uncheck?: () => void;
  /** Of a form: one of its buttons was tapped. */
  act?: (type: 'submit' | 'reset', button: HTMLElement) => void;
  /** Handed out by SelectorQuery's `node: true`. */
  queryNode?: () => unknown;
  /** Handed out by SelectorQuery's `context`. */
  queryContext?: () => unknown;
}

interface Definition<P extends Properties> {
  tag: string;
  css?: string;
  props: P;
  /** Known options that mean nothing in a browser (keyboards, GPU hints): accepted, without effect. */
  inert?: readonly string[];
  /** The values of an option of which only some are built. */
  values?: Readonly<Record<string, readonly string[]>>;
  setup(context: Context<Widen<P>>): Parts;
}

export interface Builtin {
  readonly tag: string;
  readonly css: string;
  readonly attributes: readonly string[];
  readonly values: Readonly<Record<string, readonly string[]>>;
  register(codeSpace: CodeSpace, host: PhoneHost): void;
}

/** Common to all tags; `aria-*` is written through to the element. */
const COMMON = {
  animation: null,
  hidden: false,
  ariaLabel: '',
  ariaRole: '',
  ariaRoledescription: '',
  ariaHidden: null,
  ariaDisabled: null,
  ariaChecked: null,
  ariaExpanded: null,
  ariaSelected: null,
  ariaLive: '',
  role: '',
  tabindex: null,
};

const parts = new WeakMap<HTMLElement, Parts>();
const components = new WeakMap<HTMLElement, GeneralComponent>();

/** The parts of the built-in whose host element this is. */
export function partsOf(element: HTMLElement): Parts | undefined {
  return parts.get(element);
}

export function componentOf(element: HTMLElement): GeneralComponent | undefined {
  return components.get(element);
}

function propertyType(value: unknown): {
  type: StringConstructor | NumberConstructor | BooleanConstructor | null;
  value: unknown;
} {
  if (typeof value === 'string') return { type: String, value };
  if (typeof value === 'number') return { type: Number, value };
  if (typeof value === 'boolean') return { type: Boolean, value };
  return { type: null, value };
}

function writeCommon(root: HTMLElement, name: string, value: string | boolean | null | undefined): void {
  if (name === 'animation') animate(root, value);
  else if (name === 'hidden') root.toggleAttribute('hidden', Boolean(value));
  else if (name === 'tabindex' || name === 'role') root.setAttribute(name, String(value));
  else if (name === 'ariaRole') root.setAttribute('role', String(value));
  else if (value === null || value === undefined || value === '')
    root.removeAttribute(`aria-${name.slice(4).toLowerCase()}`);
  else root.setAttribute(`aria-${name.slice(4).toLowerCase()}`, String(value));
}

function changedNames(changes: readonly DataChange[]): Set<string> {
  return new Set(changes.map(([path]) => String(path[0])));
}

function external(root: HTMLElement, slot: HTMLElement): ExternalShadowRoot {
  return {
    root: root as unknown as GeneralBackendElement,
    slot: slot as unknown as GeneralBackendElement,
    getIdMap: () => ({}),
    handleEvent: () => undefined,
    setListener: () => undefined,
  };
}

/** The component's data as it is at each look: it does not exist yet while `setup` runs. */
function liveData(node: GeneralComponent): object {
  return new Proxy(
    {},
    {
      get: (_target, name) => Reflect.get(node.data, name) as unknown,
      has: (_target, name) => Reflect.has(node.data, name),
      ownKeys: () => Reflect.ownKeys(node.data),
      getOwnPropertyDescriptor: (_target, name) => Reflect.getOwnPropertyDescriptor(node.data, name),
    },
  );
}

function instantiate<P extends Properties>(
  definition: Definition<P>,
  node: GeneralComponent,
  host: PhoneHost,
) {
  // An answer may come for a page that was left meanwhile: what it would draw stands nowhere.
  const drawn = node.getBackendElement() as unknown as HTMLElement | null;
  const root = drawn ?? document.createElement('div');
  const context: Context<Widen<P>> = {
    root,
    node,
    host,
    props: liveData(node) as Widen<P>,
    emit: (name, detail = {}, options = {}) =>
      node.triggerEvent(name, detail, {
        ...(options.fields ? { extraFields: options.fields } : {}),
        handleListenerReturn: (value: unknown) => {
          options.answer?.(value);
          return value === false ? false : undefined;
        },
      }),
    set: (name, value) => {
      if (node.data[name] !== value) node.setData({ [name]: value });
    },
  };
  const made = definition.setup(context);
  parts.set(root, made);
  components.set(root, node);
  return { root, made };
}

function engine<P extends Properties>(definition: Definition<P>, host: PhoneHost) {
  return {
    create: () => ({
      createInstance: (node: GeneralComponent) => {
        const { root, made } = instantiate(definition, node, host);
        const apply = (names: ReadonlySet<string>) => {
          for (const name of names) if (name in COMMON) writeCommon(root, name, node.data[name] as string);
          made.changed?.(names);
        };
        return {
          shadowRoot: external(root, made.slot ?? root),
          initValues: () => made.changed?.(new Set(Object.keys(definition.props))),
          updateValues: (_data: unknown, changes: DataChange[]) => apply(changedNames(changes)),
        };
      },
    }),
  };
}

export function defineBuiltin<P extends Properties>(definition: Definition<P>): Builtin {
  const inert = definition.inert ?? [];
  const all: Properties = {
    ...COMMON,
    ...Object.fromEntries(inert.map((name) => [name, null])),
    ...definition.props,
  };
  const forElement = (node: GeneralComponent) =>
    parts.get(node.getBackendElement() as unknown as HTMLElement);
  return {
    tag: definition.tag,
    css: definition.css ?? '',
    attributes: [...Object.keys(definition.props), ...inert],
    values: definition.values ?? {},
    register(codeSpace, host) {
      const space = codeSpace.getComponentSpace();
      const component = space.defineComponent({
        is: `__builtin/${definition.tag}`,
        options: { externalComponent: true, templateEngine: engine(definition, host) },
        properties: Object.fromEntries(
          Object.entries(all).map(([name, value]) => [name, propertyType(value)]),
        ),
        lifetimes: {
          attached(this: GeneralComponent) {
            forElement(this)?.attached?.();
          },
          detached(this: GeneralComponent) {
            forElement(this)?.detached?.();
          },
        },
      });
      space.setGlobalUsingComponent(definition.tag, component.general());
    },
  };
}
