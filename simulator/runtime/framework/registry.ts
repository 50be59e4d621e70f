/** Loads pages and components when they are first needed: template, styles, then the script that defines them. */
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import type { CodeSpace, types } from 'glass-easel-miniprogram-adapter';

import { BROKEN_COMPONENT, EMPTY_COMPONENT } from '../../compiler/constants';
import type { AppMeta, CompiledComponent, CompileError } from '../../compiler/types';
import type { Builtins } from '../host';
import { Definitions } from './definitions';
import type { Definition } from './definitions';
import { record } from './errors';
import { glassEasel } from './glass';
import type { GeComponent } from './glass';
import { fileOf } from './scripts';
import type { StyleSheets } from './stylesheets';

type Generator = (name: string) => never;
export type TemplateGroup = Record<string, Generator>;

type PageLike = types.PageDefinition<Record<string, unknown>, Record<string, unknown>>;

interface Options {
  styleIsolation?: types.ComponentStaticConfig['styleIsolation'];
  addGlobalClass?: boolean;
}

export interface RegistryOptions {
  meta: AppMeta;
  templates: TemplateGroup;
  styles: StyleSheets;
  unsupported: (kind: 'api', name: string) => never;
}

/** The names that WeChat treats as shared with the page. */
const SHARED = new Set<string | undefined>(['shared', 'page-shared']);

export class Registry {
  readonly env = new MiniProgramEnv();
  readonly space: CodeSpace;
  private readonly scripts = new Map<string, () => unknown>();
  private readonly mistakes = new Map<string, CompileError[]>();
  private readonly loaded = new Set<string>();
  private readonly registered = new Set<string>();
  private readonly standIns = new Set<string>();
  private definitions: Definitions | undefined;
  private knownTags = new Set<string>();
  private drawName: Builtins['drawName'] = () => undefined;
  private current: string | undefined;

  constructor(private readonly options: RegistryOptions) {
    this.space = this.env.createCodeSpace('main', true);
    fixIds(this.space);
    this.space.setOverallBehavior(readyLifetime());
    this.space.component(EMPTY_COMPONENT.slice(1)).register();
  }

  /** Before anything is loaded. */
  useBuiltins(builtins: Builtins): void {
    const { unsupported } = this.options;
    this.definitions = new Definitions(builtins.behaviors, (name) => unsupported('api', `behavior ${name}`));
    this.knownTags = new Set(builtins.nativeTags);
    this.drawName = builtins.drawName;
  }

  /** Called by the bundle of the app's scripts for every page and component. */
  addScript(id: string, run: () => unknown): void {
    this.scripts.set(id, run);
  }

  /** Mistakes in the sources: those of a page or component are told when it is opened, all others at once. */
  addMistakes(mistakes: readonly CompileError[]): void {
    for (const mistake of mistakes) {
      // A script that does not parse tells so itself, when it runs.
      if (/\.[jt]s(:\d+)?$/.test(mistake.file)) continue;
      const id = Object.keys(this.options.meta.components).find((name) =>
        mistake.file.startsWith(`${name}.`),
      );
      if (id === undefined) record(new Error(mistake.message), mistake.file);
      else this.mistakes.set(id, [...(this.mistakes.get(id) ?? []), mistake]);
    }
  }

  /** What goes wrong in app.js is told, and the pages run all the same. */
  runApp(): void {
    this.run('app');
  }

  /** Also loads what the component uses, first. What goes wrong is told, and drawn in the place of this one alone. */
  load(id: string): void {
    if (this.loaded.has(id)) return;
    this.loaded.add(id);
    const compiled = this.options.meta.components[id];
    if (!compiled) return this.drawBroken(id, this.told(new Error(`没有 ${id}`), id));
    for (const { file, message } of this.mistakes.get(id) ?? []) record(new Error(message), file);
    for (const used of this.usedBy(compiled)) this.load(used);
    this.nameUnknown(id, compiled);
    this.prepare(id, compiled);
    const failure = this.run(id);
    if (this.registered.has(id)) return;
    this.drawBroken(id, failure ?? this.told(new Error('脚本没有调用 Page() 或 Component()'), id));
  }

  readonly Page = (definition: Definition): void => {
    const { id, definitions } = this.context('Page');
    this.configure(id, definition);
    this.space
      .component(id)
      .pageDefinition(definitions.prepare(definition) as PageLike)
      .register();
    this.registered.add(id);
    this.addStyles(id);
  };

  readonly Component = (definition: Definition): string => {
    const { id, definitions } = this.context('Component');
    this.configure(id, definition);
    this.space.component(id).definition(definitions.prepare(definition)).register();
    this.registered.add(id);
    this.addStyles(id);
    return id;
  };

  readonly Behavior = (definition: Definition): unknown => {
    const definitions = this.definitions;
    if (!definitions) throw new Error('Behavior: 太早');
    return this.space.behavior().definition(definitions.prepare(definition)).register();
  };

  private context(caller: string): { id: string; definitions: Definitions } {
    if (this.current === undefined || !this.definitions)
      throw new Error(`${caller}() 只能在页面或组件的脚本里调用`);
    return { id: this.current, definitions: this.definitions };
  }

  /** @returns what went wrong, in words. */
  private run(id: string): string | undefined {
    const outer = this.current;
    this.current = id;
    try {
      const script = this.scripts.get(id);
      if (!script) throw new Error(`没有 ${id} 的脚本`);
      script();
      return undefined;
    } catch (error) {
      return this.told(error, fileOf(error) ?? id);
    } finally {
      this.current = outer;
    }
  }

  /** Stands for a page or component that cannot run. */
  private drawBroken(id: string, message: string): void {
    const { templates } = this.options;
    const content = templates[BROKEN_COMPONENT];
    if (content) this.space.addCompiledTemplate(id, { groupList: templates, content });
    this.space.component(id).definition({ data: { message } }).register();
  }

  private told(error: unknown, file: string): string {
    record(error, file);
    return `${file}: ${error instanceof Error ? error.message : String(error)}`;
  }

  private usedBy({ config }: CompiledComponent): string[] {
    const generics = Object.values(config.componentGenerics ?? {}).map((generic) => generic.default);
    const all = [...Object.values(config.usingComponents), ...generics];
    return all.filter((path) => path !== EMPTY_COMPONENT).map((path) => path.slice(1));
  }

  /** A tag that nobody knows is drawn as a box with its name; the rest of the page stands. */
  private nameUnknown(id: string, compiled: CompiledComponent): void {
    const space = this.space.getComponentSpace();
    for (const tag of compiled.tags) {
      if (this.knownTags.has(tag)) continue;
      if (space.getGlobalUsingComponent(tag) === null) this.drawName(tag);
      else if (!this.standIns.has(tag)) continue;
      this.standIns.add(tag);
      record(new Error(`模拟器还不支持 (component): <${tag}>`), `${id}.wxml`);
    }
  }

  private prepare(id: string, { config, scope }: CompiledComponent): void {
    const { templates } = this.options;
    const content = templates[id];
    if (content)
      this.space.addCompiledTemplate(id, {
        groupList: templates,
        content,
        fallbackListenerOnNativeNode: true,
      });
    this.space.addComponentStaticConfig(id, config as types.ComponentStaticConfig);
    this.space.addStyleSheet(id, undefined, scope);
  }

  /** WeChat also takes the style isolation from the script's options. */
  private configure(id: string, definition: Definition): void {
    const { styleIsolation, addGlobalClass } = (definition['options'] ?? {}) as Options;
    if (styleIsolation === undefined && addGlobalClass === undefined) return;
    const config = this.space.getComponentStaticConfig(id) ?? {};
    this.space.addComponentStaticConfig(id, {
      ...config,
      ...(addGlobalClass !== undefined && { addGlobalClass }),
      ...(styleIsolation !== undefined && { styleIsolation }),
    });
  }

  private addStyles(id: string): void {
    const compiled = this.options.meta.components[id];
    const config = this.space.getComponentStaticConfig(id);
    if (!compiled || !config) return;
    const isPage = config.component !== true;
    if (isPage) this.options.styles.addPage(id, compiled.css);
    else
      this.options.styles.addComponent(compiled.css, SHARED.has(config.styleIsolation) ? '' : compiled.scope);
  }
}

/** Internal to the adapter: what a component's static config makes of its options. */
interface PreparesOptions {
  prepareComponentOptions(is: string, options: unknown): [glassEasel.ComponentOptions, unknown];
}

/** Ids are written to the DOM under the same prefix as classes, so that `#id` selectors find them. */
function fixIds(space: CodeSpace): void {
  space.getComponentSpace().updateComponentOptions({ writeIdToDOM: true });
  const internal = space as unknown as PreparesOptions;
  const original = internal.prepareComponentOptions.bind(space);
  internal.prepareComponentOptions = (is, options) => {
    const [prepared, isolation] = original(is, options);
    const scope = prepared.styleScope;
    const manager = space.getComponentSpace().styleScopeManager;
    const prefix = scope === undefined || scope === null ? '' : (manager.queryName(scope) ?? '');
    return [{ ...prepared, idPrefixGenerator: () => prefix }, isolation];
  };
}

/** glass-easel leaves `ready` to its user: it comes once the component has been drawn. */
function readyLifetime(): glassEasel.GeneralBehavior {
  return glassEasel
    .getDefaultComponentSpace()
    .defineBehavior({
      lifetimes: {
        // Of components made by the adapter, `this` is what pages call `this`.
        attached(this: GeComponent) {
          const { _$: node } = this as unknown as { _$: GeComponent };
          setTimeout(() => node.triggerLifetime('ready', []), 0);
        },
      },
    })
    .general();
}
