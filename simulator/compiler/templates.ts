import { existsSync, readFileSync } from 'node:fs';

import { TmplGroup } from 'glass-easel-template-compiler';

import { resolveId } from './layout';
import type { Layout } from './layout';
import type { CompileError } from './types';

export interface Templates {
  /** An expression whose value maps ids to template generators. */
  code: string;
  /** Tags of every template, those of what it imports and includes among them. */
  tags: Map<string, string[]>;
  errors: CompileError[];
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
  code: number;
  message: string;
  startLine: number;
}

/** WeChat takes the second of two equal attributes, and TDesign relies on it. */
const DUPLICATED_ATTRIBUTE = 65549;

export function compileTemplates(layout: Layout, ids: Iterable<string>): Templates {
  const compilation = new Compilation(layout);
  try {
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
  private readonly errors: CompileError[] = [];
  private readonly sources: string[] = [];

  constructor(private readonly layout: Layout) {
    this.group.setExtraRuntimeScript(RUNTIME);
  }

  addTemplate(id: string): void {
    if (this.ownTags.has(id)) return;
    const source = this.read(id, '.wxml');
    if (source === undefined) return;
    this.ownTags.set(id, tagsOf(source));
    for (const problem of this.group.addTmpl(id, source) as TemplateProblem[]) this.report(id, problem);
    for (const name of this.group.getInlineScriptModuleNames(id) as string[]) {
      this.group.setInlineScript(id, name, this.convertScript(id, this.group.getInlineScript(id, name)));
    }
    for (const script of this.group.getScriptDependencies(id) as string[]) this.addScript(script);
    const imports = this.group.getDirectDependencies(id) as string[];
    this.imports.set(id, imports);
    for (const imported of imports) this.addTemplate(imported);
  }

  finish(): Templates {
    const tags = new Map([...this.ownTags.keys()].map((id) => [id, [...this.allTags(id, new Set())]]));
    return {
      code: this.group.getTmplGenObjectGroups(),
      tags,
      errors: this.errors,
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
    return source
      .replace(/\.constructor\b/g, '.__wxsConstructor')
      .replace(/require\(\s*(['"])([^'"]+?)(?:\.wxs)?\1\s*\)/g, (_all, quote: string, target: string) => {
        this.addScript(resolveId(target, from));
        return `require(${quote}${target}${quote})`;
      });
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

  private report(id: string, { code, message, startLine }: TemplateProblem): void {
    if (code !== DUPLICATED_ATTRIBUTE) this.errors.push({ file: `${id}.wxml:${startLine + 1}`, message });
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
