import { existsSync, readFileSync } from 'node:fs';
import { Script } from 'node:vm';

import { TmplGroup } from 'glass-easel-template-compiler';

import { BROKEN_COMPONENT } from './constants';
import { copyIncludes } from './includes';
import { resolveId } from './layout';
import type { Layout } from './layout';
import type { CompileError } from './types';

export interface Templates {
  /** An expression whose value maps ids to template generators. */
  code: string;
  /** Tags of every template, those of what it imports and includes among them. */
  tags: Map<string, string[]>;
  errors: CompileError[];
  /** What the template compiler advises against and takes all the same. */
  remarks: CompileError[];
  /** Everything that was compiled: the code lists the same templates in another order each time. */
  sources: string;
}

/**
 * WXS is not quite JavaScript: `x.constructor` is a string there, and these are its globals.
 * `__simulator__` is the phone's runtime, which is there before any template.
 */
const RUNTIME = [
  'Q.A=__simulator__.wxs.changeListener;',
  'Q.C=__simulator__.wxs.eventListener;',
  'var getRegExp=__simulator__.wxs.getRegExp,getDate=__simulator__.wxs.getDate;',
].join('');

interface TemplateProblem {
  isError: boolean;
  code: number;
  message: string;
  startLine: number;
}

/** Drawn where a page or a component cannot run. */
const BROKEN =
  '<view style="padding: 8px; border: 1px dashed #c8161d; color: #c8161d; font-size: 13px">{{message}}</view><slot />';

/** WeChat takes the second of two equal attributes, and TDesign relies on it. */
const DUPLICATED_ATTRIBUTE = 65549;

export function compileTemplates(layout: Layout, ids: Iterable<string>): Templates {
  const compilation = new Compilation(layout);
  try {
    compilation.addOwn(BROKEN_COMPONENT, BROKEN);
    for (const id of ids) compilation.addTemplate(id);
    return compilation.finish();
  } finally {
    compilation.free();
  }
}

class Compilation {
  private readonly group = new TmplGroup();
  private readonly ownTags = new Map<string, Set<string>>();
  private readonly imports = new Map<string, string[]>();
  private readonly scripts = new Set<string>();
  private readonly included = new Set<string>();
  private readonly errors: CompileError[] = [];
  private readonly remarks: CompileError[] = [];
  private readonly sources: string[] = [];

  constructor(private readonly layout: Layout) {
    this.group.setExtraRuntimeScript(RUNTIME);
  }

  /** A template of the simulator's own. */
  addOwn(id: string, source: string): void {
    this.group.addTmpl(id, source);
  }

  addTemplate(id: string): void {
    if (this.ownTags.has(id)) return;
    const source = this.read(id, '.wxml');
    if (source === undefined) return;
    const whole = copyIncludes(source, id, (included) => this.readIncluded(included));
    this.ownTags.set(id, tagsOf(whole));
    const problems = this.group.addTmpl(id, whole) as TemplateProblem[];
    for (const problem of whole === source ? problems : problemsOf(source)) this.report(id, problem);
    for (const name of this.group.getInlineScriptModuleNames(id) as string[]) {
      this.group.setInlineScript(id, name, this.convertScript(id, this.group.getInlineScript(id, name)));
    }
    for (const script of this.group.getScriptDependencies(id) as string[]) this.addScript(script);
    const imports = this.group.getDirectDependencies(id) as string[];
    this.imports.set(id, imports);
    for (const imported of imports) this.addTemplate(imported);
  }

  private readIncluded(id: string): string | undefined {
    const source = this.read(id, '.wxml');
    if (source === undefined || this.included.has(id)) return source;
    this.included.add(id);
    for (const problem of problemsOf(source)) this.report(id, problem);
    return source;
  }

  finish(): Templates {
    const tags = new Map([...this.ownTags.keys()].map((id) => [id, [...this.allTags(id, new Set())]]));
    return {
      code: this.group.getTmplGenObjectGroups(),
      tags,
      errors: this.errors,
      remarks: this.remarks,
      sources: this.sources.join('\0'),
    };
  }

  free(): void {
    this.group.free();
  }

  private addScript(id: string): void {
    if (this.scripts.has(id)) return;
    this.scripts.add(id);
    const source = this.read(id, '.wxs');
    if (source !== undefined) this.group.addScript(id, this.convertScript(id, source));
  }

  /** Also follows require: the compiler knows scripts without their extension. */
  private convertScript(from: string, source: string): string {
    const converted = source
      .replace(/\.constructor\b/g, '.__wxsConstructor')
      .replace(/require\(\s*(['"])([^'"]+?)(?:\.wxs)?\1\s*\)/g, (_all, quote: string, target: string) => {
        this.addScript(resolveId(target, from));
        return `require(${quote}${target}${quote})`;
      });
    return this.parses(from, converted) ? converted : '';
  }

  /** All templates are one script in the end: one that does not parse would take the others with it. */
  private parses(from: string, source: string): boolean {
    try {
      new Script(`(function () {${source}\n})`, { filename: `${from}.wxs` });
      return true;
    } catch (error) {
      const [place = from] = (error as Error).stack?.split('\n') ?? [];
      this.errors.push({ file: place, message: (error as Error).message });
      return false;
    }
  }

  private allTags(id: string, seen: Set<string>): Set<string> {
    seen.add(id);
    const tags = new Set(this.ownTags.get(id));
    for (const imported of this.imports.get(id) ?? []) {
      if (!seen.has(imported)) for (const tag of this.allTags(imported, seen)) tags.add(tag);
    }
    return tags;
  }

  private read(id: string, extension: string): string | undefined {
    const file = this.layout.file(id, extension);
    if (existsSync(file)) {
      const source = readFileSync(file, 'utf8');
      this.sources.push(source);
      return source;
    }
    this.errors.push({ file, message: '没有这个文件' });
    return undefined;
  }

  private report(id: string, { isError, code, message, startLine }: TemplateProblem): void {
    const list = isError ? this.errors : this.remarks;
    if (code !== DUPLICATED_ATTRIBUTE) list.push({ file: `${id}.wxml:${startLine + 1}`, message });
  }
}

/** Of one file as it stands, so that lines are the file's own. */
function problemsOf(source: string): TemplateProblem[] {
  const group = new TmplGroup();
  try {
    return group.addTmpl('file', source) as TemplateProblem[];
  } finally {
    group.free();
  }
}

const SYNTAX_TAGS = new Set(['block', 'template', 'import', 'include', 'wxs', 'slot']);

function tagsOf(source: string): Set<string> {
  const markup = source
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<wxs\b[^>]*?(?:\/>|>[\s\S]*?<\/wxs>)/g, '')
    .replace(/\{\{[\s\S]*?\}\}/g, '');
  const tags = [...markup.matchAll(/<([a-zA-Z][\w-]*)/g)].map((match) => match[1] ?? '');
  return new Set(tags.filter((tag) => !SYNTAX_TAGS.has(tag)));
}
