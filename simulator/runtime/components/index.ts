/** Everything WeChat draws itself. A tag that is not in these two lists fails by its name. */
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { Builtins, PhoneHost } from '../host';
import type { Builtin } from './define';
import { input } from './input';
import baseCss from './base.css';

export const NATIVE_TAGS = ['view', 'text', 'cover-view'] as const;

export const BUILTINS: readonly Builtin[] = [input];

export const SUPPORTED_TAGS: readonly string[] = [
  ...NATIVE_TAGS,
  'block',
  ...BUILTINS.map((builtin) => builtin.tag),
];

export function registerBuiltins(codeSpace: CodeSpace, host: PhoneHost): Builtins {
  host.addStyle([baseCss, ...BUILTINS.map((builtin) => builtin.css)].join('\n'));
  for (const builtin of BUILTINS) builtin.register(codeSpace, host);
  return { nativeTags: NATIVE_TAGS, behaviors: {} };
}
