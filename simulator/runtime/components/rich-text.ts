import { defineBuiltin } from './define';
import { scopedClasses } from '../dom';

interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  text?: string;
  attrs?: Readonly<Record<string, string>>;
  children?: readonly RichNode[];
}

/** The tags WeChat trusts; others are left out with what is in them. */
const TAGS = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set([
  'style',
  'alt',
  'src',
  'height',
  'width',
  'colspan',
  'rowspan',
  'align',
  'start',
  'dir',
]);

function fromDom(node: Node): RichNode[] {
  if (node instanceof Text) return [{ type: 'text', text: node.data }];
  if (!(node instanceof HTMLElement)) return [];
  const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  return [{ name: node.tagName.toLowerCase(), attrs, children: [...node.childNodes].flatMap(fromDom) }];
}

function parse(html: string): RichNode[] {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  return [...body.childNodes].flatMap(fromDom);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': '\u00a0',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

export const richText = defineBuiltin({
  tag: 'rich-text',
  css: 'wx-rich-text { display: block; user-select: none; } wx-rich-text[data-select] { user-select: text; } wx-rich-text img { max-width: 100%; }',
  props: { nodes: null, space: '', userSelect: false, selectable: false, mode: 'default' },
  setup({ root, node, host, props }) {
    const build = (item: RichNode): Node[] => {
      if (item.type === 'text' || item.text !== undefined) {
        return [
          document.createTextNode(
            (item.text ?? '').replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity),
          ),
        ];
      }
      const tag = item.name?.toLowerCase() ?? '';
      if (!TAGS.has(tag)) return [];
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(item.attrs ?? {})) {
        if (name === 'class') element.classList.add(...scopedClasses(node, value));
        else if (name === 'style') element.style.cssText = host.convertStyle(value);
        else if (name === 'src') element.setAttribute('src', host.resolveResource(value));
        else if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
      }
      element.append(...(item.children ?? []).flatMap(build));
      return [element];
    };
    return {
      changed(names) {
        root.toggleAttribute('data-select', props.userSelect || props.selectable);
        if (!names.has('nodes')) return;
        const { nodes } = props;
        const list =
          typeof nodes === 'string' ? parse(nodes) : Array.isArray(nodes) ? (nodes as RichNode[]) : [];
        root.replaceChildren(...list.flatMap(build));
      },
    };
  },
});
