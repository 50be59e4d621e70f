import { createHash } from 'node:crypto';

import { Layout } from './layout';
import { readProject } from './project';
import type { Project } from './project';
import { Scripts } from './scripts';
import { Styles } from './styles';
import { compileTemplates } from './templates';
import type { Templates } from './templates';
import type { AppBuild, AppMeta, CompiledComponent, CompileError } from './types';

/** Compiles a mini-program as its sources stand. Errors of the sources are part of the result, not thrown. */
export class Compiler {
  private readonly layout: Layout;
  private readonly styles: Styles;
  private readonly scripts: Scripts;

  /** `root` is the folder of app.json; `modulesRoot` the one with node_modules. */
  constructor(root: string, modulesRoot: string) {
    this.layout = new Layout(root, modulesRoot);
    this.styles = new Styles(this.layout);
    this.scripts = new Scripts(this.layout);
  }

  async build(): Promise<AppBuild> {
    try {
      return await this.buildProject(readProject(this.layout));
    } catch (error) {
      return failed({ file: 'app.json', message: error instanceof Error ? error.message : String(error) });
    }
  }

  async dispose(): Promise<void> {
    await this.scripts.dispose();
  }

  private async buildProject(project: Project): Promise<AppBuild> {
    const ids = [...project.components.keys()];
    const compilingScripts = this.scripts.compile(['app', ...ids]);
    const templates = compileTemplates(this.layout, ids);
    const appStyle = this.styles.compile('app', false);
    const errors = [...project.errors, ...templates.errors, ...appStyle.errors];
    const components: Record<string, CompiledComponent> = {};
    for (const id of ids) components[id] = this.component(id, project, templates, errors);
    const { code, map, errors: scriptErrors } = await compilingScripts;
    const meta: AppMeta = { app: project.app, theme: project.theme, appCss: appStyle.css, components };
    return {
      version: hash(JSON.stringify(meta), templates.sources, code),
      meta,
      templates: templates.code,
      code,
      codeMap: map,
      errors: [...errors, ...scriptErrors],
      remarks: templates.remarks,
    };
  }

  private component(
    id: string,
    project: Project,
    templates: Templates,
    errors: CompileError[],
  ): CompiledComponent {
    const config = project.components.get(id) ?? { usingComponents: {} };
    const { css, errors: styleErrors } = this.styles.compile(id, true);
    errors.push(...styleErrors);
    const known = new Set([
      ...Object.keys(config.usingComponents),
      ...Object.keys(config.componentGenerics ?? {}),
    ]);
    const tags = (templates.tags.get(id) ?? []).filter((tag) => !known.has(tag));
    return { config, scope: scopeOf(id), css, tags };
  }
}

function scopeOf(id: string): string {
  return id.replace(/^miniprogram_npm\//, '').replace(/[^\w-]+/g, '-');
}

function hash(...parts: string[]): string {
  const digest = createHash('sha1');
  for (const part of parts) digest.update(part);
  return digest.digest('hex').slice(0, 12);
}

function failed(error: CompileError): AppBuild {
  const app = { pages: [], subPackages: [], entryPagePath: '', window: {} };
  const meta: AppMeta = { app, theme: { light: {}, dark: {} }, appCss: '', components: {} };
  return {
    version: hash(error.message),
    meta,
    templates: '({})',
    code: '',
    codeMap: '',
    errors: [error],
    remarks: [],
  };
}
