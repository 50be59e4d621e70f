/** Where glass-easel draws: the DOM of the phone's page area, with the phone's own tags and events. */
import { glassEasel } from './glass';
import type { GeElement } from './glass';
import { listenGestures } from './gestures';
import type { PhoneTouch } from './gestures';

type Dispatch = (
  type: string,
  element: EventTarget | null,
  detail: unknown,
  fields: Record<string, unknown>,
) => boolean;
type DomElement = glassEasel.domlikeBackend.Element;

/** Stands on each element whose taps the app wants to hear. */
const TAPPED = 'data-tapped';
const TOUCHES = ['touchstart', 'touchmove', 'touchend', 'touchcancel'];

/** Sizes of the page area, which stand for the window. */
export interface Area {
  element(): HTMLElement | undefined;
}

interface Setting {
  readonly name: string;
}

export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  private readonly listened = new WeakMap<object, Set<string>>();

  constructor(
    private readonly area: Area,
    private readonly theme: Setting,
  ) {
    super();
    this.document = {
      createElement: (tag: string) => document.createElement(domTag(tag)) as unknown as DomElement,
      createTextNode: (text: string) => document.createTextNode(text) as unknown as DomElement,
      createDocumentFragment: () => document.createDocumentFragment() as unknown as DomElement,
    };
    listenGestures(document.documentElement, this.dispatch);
  }

  override getWindowWidth(): number {
    return this.area.element()?.clientWidth ?? super.getWindowWidth();
  }

  override getWindowHeight(): number {
    return this.area.element()?.clientHeight ?? super.getWindowHeight();
  }

  override getTheme(): string {
    return this.theme.name;
  }

  /** Events come through `dispatch`; glass-easel's own recognition of taps is not wanted. */
  override onEvent(): void {}

  override setListenerStats(element: DomElement, type: string): void {
    if (TOUCHES.includes(type)) return;
    const target = element as unknown as HTMLElement | null;
    if (target === null) return;
    if (type === 'tap') target.toggleAttribute(TAPPED, true);
    const types = this.listened.get(target) ?? new Set<string>();
    this.listened.set(target, types);
    if (types.has(type)) return;
    types.add(type);
    target.addEventListener(type, (event) => {
      // A bubbling DOM event reaches every listening ancestor: glass-easel bubbles it from the first.
      if (event.target !== target && event.bubbles && this.closerListener(event, target, type)) return;
      if (this.dispatch(type, event.target, {}, { originalEvent: event })) event.preventDefault();
    });
  }

  override createIntersectionObserver(
    target: DomElement,
    relative: DomElement | null,
    ...rest: [string, number[], (status: glassEasel.backend.IntersectionStatus) => void]
  ): glassEasel.backend.Observer {
    const root = relative ?? (this.area.element() as unknown as DomElement | undefined) ?? null;
    return super.createIntersectionObserver(target, root, ...rest);
  }

  private closerListener(event: Event, target: HTMLElement, type: string): boolean {
    let node = event.target as Node | null;
    while (node && node !== target) {
      if (this.listened.get(node)?.has(type)) return true;
      node = node.parentNode;
    }
    return false;
  }

  /** Whether the default of the DOM event is to be prevented. */
  private readonly dispatch: Dispatch = (type, element, detail, fields) => {
    const target = nearestNode(element);
    if (!target) return false;
    const event = new glassEasel.Event(type, detail, {
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields: fields,
    });
    glassEasel.Event.dispatchEvent(target, event);
    return event.defaultPrevented();
  };
}

export type { PhoneTouch };

/** `native-input` is the browser's own; all others are WeChat's. */
function domTag(tag: string): string {
  return tag.startsWith('native-') ? tag.slice('native-'.length) : `wx-${tag}`;
}

function nearestNode(element: EventTarget | null): GeElement | undefined {
  let node = element as (Node & { __wxElement?: GeElement }) | null;
  while (node && !node.__wxElement) node = node.parentNode;
  return node?.__wxElement;
}
