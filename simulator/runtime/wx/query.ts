/** SelectorQuery and IntersectionObserver. The framework's own query knows no nodes and no computed styles. */
import type { Element as GlassElement } from 'glass-easel';
import { component } from 'glass-easel-miniprogram-adapter';
import { fontsReady } from '../components/canvas';
import { partsOf } from '../components/define';
import type { PhoneHost } from '../host';
import type { ApiTable } from '../api';

type Owner = component.GeneralComponent;
type Done = (result: unknown) => void;

interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: readonly string[];
  computedStyle?: readonly string[];
  context?: boolean;
  node?: boolean;
  ref?: boolean;
}

interface Request {
  owner: Owner;
  /** null is the viewport of the page. */
  selector: string | null;
  all: boolean;
  fields: Fields;
  done: Done;
}

function rectOf(
  element: GlassElement,
): Promise<{ left: number; top: number; width: number; height: number }> {
  return new Promise((resolve) => element.getBoundingClientRect(resolve));
}

function domOf(element: GlassElement): HTMLElement | null {
  return element.getBackendElement() as unknown as HTMLElement | null;
}

/** What of the answer comes from the element in the browser. */
function fromDom(dom: HTMLElement, fields: Fields): Record<string, unknown> {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = dom;
  const style = fields.computedStyle ? getComputedStyle(dom) : undefined;
  return {
    ...(fields.scrollOffset ? { scrollLeft, scrollTop, scrollWidth, scrollHeight } : {}),
    ...Object.fromEntries(
      (fields.computedStyle ?? []).map((name) => [
        name,
        style?.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)) ?? '',
      ]),
    ),
    ...(fields.context ? { context: partsOf(dom)?.queryContext?.() ?? null } : {}),
    ...(fields.node
      ? { node: partsOf(dom)?.queryNode?.() ?? null, nodeCanvasType: dom.tagName === 'WX-CANVAS' ? '2d' : '' }
      : {}),
  };
}

async function describe(element: GlassElement, fields: Fields): Promise<Record<string, unknown>> {
  const dom = domOf(element);
  if (fields.node && dom?.tagName === 'WX-CANVAS') await fontsReady();
  const { left, top, width, height } = await rectOf(element);
  const data = (element as unknown as { data?: Record<string, unknown> }).data ?? {};
  return {
    ...(fields.id ? { id: element.id } : {}),
    ...(fields.dataset ? { dataset: element.dataset } : {}),
    ...(fields.mark ? { mark: element.collectMarks() } : {}),
    ...(fields.rect ? { left, top, right: left + width, bottom: top + height } : {}),
    ...(fields.size ? { width, height } : {}),
    ...Object.fromEntries((fields.properties ?? []).map((name) => [name, data[name]])),
    ...(dom ? fromDom(dom, fields) : {}),
  };
}

function describeViewport(host: PhoneHost, fields: Fields): Record<string, unknown> {
  const { windowWidth: width, windowHeight: height } = host.metrics();
  const scroller = host.pages.current()?.scroller;
  return {
    ...(fields.id ? { id: '' } : {}),
    ...(fields.dataset ? { dataset: {} } : {}),
    ...(fields.rect ? { left: 0, top: 0, right: width, bottom: height } : {}),
    ...(fields.size ? { width, height } : {}),
    ...(scroller ? fromDom(scroller, { scrollOffset: fields.scrollOffset ?? false }) : {}),
  };
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly selector: string | null,
    private readonly all: boolean,
  ) {}

  fields(fields: Fields, done: Done = () => undefined): SelectorQuery {
    return this.query.push({ selector: this.selector, all: this.all, fields, done });
  }

  boundingClientRect(done?: Done): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, done);
  }

  scrollOffset(done?: Done): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, done);
  }

  context(done?: Done): SelectorQuery {
    return this.fields({ context: true }, done);
  }

  node(done?: Done): SelectorQuery {
    return this.fields({ node: true }, done);
  }
}

export class SelectorQuery {
  private readonly requests: Request[] = [];

  constructor(
    private readonly host: PhoneHost,
    private owner: Owner | undefined,
  ) {}

  in(owner: Owner): this {
    this.owner = owner;
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, selector, false);
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, selector, true);
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, null, false);
  }

  push(request: Omit<Request, 'owner'>): this {
    const owner = this.owner ?? this.host.pages.current()?.component;
    if (owner) this.requests.push({ ...request, owner });
    return this;
  }

  exec(done: (results: unknown[]) => void = () => undefined): this {
    void Promise.all(this.requests.map((request) => this.answer(request))).then((results) => {
      this.requests.forEach((request, at) => request.done(results[at]));
      done(results);
    });
    return this;
  }

  private async answer({ owner, selector, all, fields }: Request): Promise<unknown> {
    if (selector === null) return describeViewport(this.host, fields);
    const root = owner._$.getShadowRoot();
    if (all)
      return Promise.all(
        (root?.querySelectorAll(selector) ?? []).map((element) => describe(element, fields)),
      );
    const element = root?.querySelector(selector);
    return element ? describe(element, fields) : null;
  }
}

export function queryApis(host: PhoneHost): ApiTable {
  const prototype = component.ComponentCaller.prototype as unknown as Record<string, unknown>;
  prototype['createSelectorQuery'] = function (this: Owner) {
    return new SelectorQuery(host, this);
  };
  return {
    createSelectorQuery: () => new SelectorQuery(host, undefined),
    createIntersectionObserver: (owner: Owner, options?: object) => owner.createIntersectionObserver(options),
    createMediaQueryObserver: (owner?: Owner) =>
      (owner ?? host.pages.current()?.component)?.createMediaQueryObserver(),
    nextTick: (run: () => void) => void Promise.resolve().then(run),
  };
}
