/** What stands for a tag that is not built: its name, and what is in it. */
import { defineBuiltin } from './define';
import type { Builtin } from './define';
import { el } from '../dom';

export const UNKNOWN_CSS = `
.wx-unknown { display: block; margin: 2px; padding: 4px 8px; border: 1px dashed #c8161d; color: #c8161d; font-size: 13px; }
`;

export function unknownTag(tag: string): Builtin {
  return defineBuiltin({
    tag,
    props: {},
    setup({ root }) {
      root.append(el('div', 'wx-unknown', `模拟器还没有 <${tag}>`));
      return {};
    },
  });
}
