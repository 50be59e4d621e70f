import { existsSync, readFileSync } from 'node:fs';

import postcss from 'postcss';
import type { AtRule, Container, Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import valueParser from 'postcss-value-parser';

import { drawIcons } from '../assets/icons';
import { HOST_TOKEN, SCOPE_TOKEN } from './constants';
import { modifiedAt, resolveId } from './layout';
import type { Layout } from './layout';
import type { CompileError } from './types';

interface Sheet {
  css: string;
  files: Map<string, number>;
  errors: CompileError[];
}

/** wxss → CSS, kept per sheet until a file of it changes. */
export class Styles {
  private readonly cache = new Map<string, Sheet>();

  constructor(private readonly layout: Layout) {}

  /** A component's sheet has the token before its classes; app.wxss (scoped: false) is as it is. */
  compile(id: string, scoped: boolean): { css: string; errors: CompileError[] } {
    const cached = this.cache.get(id);
    if (cached && [...cached.files].every(([file, time]) => modifiedAt(file) === time)) return cached;
    const sheet = this.build(id, scoped);
    this.cache.set(id, sheet);
    return sheet;
  }

  private build(id: string, scoped: boolean): Sheet {
    const sheet: Sheet = { css: '', files: new Map(), errors: [] };
    const root = this.read(id, sheet, new Set());
    if (root === undefined) return sheet;
    drawIcons(root);
    root.walkRules((rule) => {
      if (!insideKeyframes(rule)) rule.selector = convertSelector(rule.selector, scoped);
    });
    root.walkDecls((declaration) => {
      declaration.value = convertValue(declaration.value);
      if (FONT.test(declaration.prop) && !FACE.test(parentName(declaration)))
        declaration.value = withPhoneFont(declaration.value);
    });
    root.walkAtRules('media', (rule) => {
      // Media queries know no variables; a phone of the usual 375 pixels is assumed.
      rule.params = rule.params.replace(/([\d.]+)rpx/g, (_all, value: string) => `${Number(value) / 2}px`);
    });
    return { ...sheet, css: root.toString() };
  }

  private read(id: string, sheet: Sheet, parents: ReadonlySet<string>): Root | undefined {
    const file = this.layout.file(id, '.wxss');
    sheet.files.set(file, modifiedAt(file));
    if (!existsSync(file)) return undefined;
    try {
      const root = postcss.parse(readFileSync(file, 'utf8'), { from: file });
      root.walkAtRules('import', (rule) => this.inline(rule, id, sheet, new Set([...parents, id])));
      return root;
    } catch (error) {
      sheet.errors.push({ file, message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  private inline(rule: AtRule, id: string, sheet: Sheet, parents: ReadonlySet<string>): void {
    const target = /^(?:url\()?\s*['"]?([^'")]+)/.exec(rule.params)?.[1] ?? '';
    const imported = resolveId(target.replace(/\.wxss$/, ''), id);
    if (parents.has(imported)) {
      rule.remove();
      return;
    }
    const root = this.read(imported, sheet, parents);
    if (root === undefined) {
      sheet.errors.push({ file: `${id}.wxss`, message: `@import 找不到 ${target}` });
      rule.remove();
    } else rule.replaceWith(root.nodes);
  }
}

const FONT = /^font(?:-family)?$/;
const FACE = /^font-face$/;
/** Values that name no font. */
const NO_FONT = /^(?:inherit|initial|unset|revert|caption|icon|menu|small-caption|status-bar)$|^var\(/;

/** A phone has Chinese letters whatever fonts a sheet names; a computer may have none but those that are served. */
function withPhoneFont(value: string): string {
  return NO_FONT.test(value.trim()) ? value : `${value}, 'PingFang SC'`;
}

function parentName({ parent }: { parent: Container | undefined | postcss.Document }): string {
  return parent?.type === 'atrule' ? (parent as AtRule).name : '';
}

function insideKeyframes(rule: { parent: Container | undefined | postcss.Document }): boolean {
  return rule.parent?.type === 'atrule' && (rule.parent as AtRule).name.endsWith('keyframes');
}

const KEPT_TAGS = new Set(['*', 'from', 'to']);

function convertSelector(selector: string, scoped: boolean): string {
  return selectorParser((root) => {
    root.walk((node) => {
      if (scoped && (node.type === 'class' || node.type === 'id')) node.value = SCOPE_TOKEN + node.value;
      if (node.type === 'tag' && !KEPT_TAGS.has(node.value) && !node.value.startsWith('wx-')) {
        node.value = `wx-${node.value}`;
      }
      if (node.type === 'pseudo' && node.value === ':host') {
        node.replaceWith(hostAttribute());
      }
    });
  }).processSync(selector);
}

function hostAttribute(): selectorParser.Attribute {
  return selectorParser.attribute({
    attribute: 'wx-host',
    operator: '=',
    value: HOST_TOKEN,
    quoteMark: '"',
    raws: { value: `"${HOST_TOKEN}"` },
  });
}

const UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+))(rpx|vh|vw)$/;
const SAFE_AREA = /^(?:env|constant)$/;

/** Lengths that depend on the phone become variables, which the phone sets. */
export function convertValue(value: string): string {
  if (!/rpx|vh|vw|safe-area|\/\//.test(value)) return value;
  const parsed = valueParser(value);
  parsed.walk((node) => {
    if (node.type === 'function' && SAFE_AREA.test(node.value)) {
      const side = /safe-area-inset-(\w+)/.exec(valueParser.stringify(node.nodes))?.[1] ?? 'top';
      Object.assign(node, { type: 'word', value: `var(--safe-${side})` });
      return false;
    }
    if (node.type === 'function' && node.value === 'url') return false;
    if (node.type !== 'word') return undefined;
    const [, number, unit] = UNIT.exec(node.value) ?? [];
    if (number !== undefined && unit !== undefined) {
      node.value = Number(number) === 0 ? '0px' : `calc(var(--${unit}) * ${number})`;
    }
    return undefined;
  });
  return valueParser.stringify(parsed.nodes);
}
