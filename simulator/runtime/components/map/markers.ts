/** Markers with their callouts and labels. */
import * as L from 'leaflet';
import type { PhoneHost } from '../../host';
import { el } from '../../dom';
import { latLng, pinHtml } from './create';

interface Bubble {
  content?: string;
  color?: string;
  fontSize?: number;
  borderRadius?: number;
  borderWidth?: number;
  borderColor?: string;
  bgColor?: string;
  padding?: number;
  display?: 'BYCLICK' | 'ALWAYS';
  textAlign?: string;
  anchorX?: number;
  anchorY?: number;
}

export interface MarkerData {
  id?: number;
  longitude: number;
  latitude: number;
  title?: string;
  iconPath?: string;
  width?: number | string;
  height?: number | string;
  rotate?: number;
  alpha?: number;
  zIndex?: number;
  anchor?: { x: number; y: number };
  callout?: Bubble;
  label?: Bubble;
  ariaLabel?: string;
  customCallout?: unknown;
  joinCluster?: boolean;
}

/** What the map tells the page. */
export type Tell = (
  event: 'markertap' | 'callouttap' | 'labeltap',
  detail: { markerId: number | undefined },
) => void;

const PIN_SIZE = { width: 24, height: 34 };

function bubble(kind: string, data: Bubble): HTMLElement {
  const box = el('div', kind, data.content ?? '');
  const border = data.borderWidth ? `${data.borderWidth}px solid ${data.borderColor ?? '#000'}` : '0';
  box.style.cssText = `color:${data.color ?? '#000'};font-size:${data.fontSize ?? 12}px;border-radius:${data.borderRadius ?? 0}px;border:${border};background:${data.bgColor ?? (kind === 'wx-map-callout' ? '#fff' : 'transparent')};padding:${data.padding ?? 0}px;text-align:${data.textAlign ?? 'left'}`;
  return box;
}

function pixels(host: PhoneHost, value: number | string | undefined, otherwise: number): number {
  if (typeof value === 'string' && value.endsWith('rpx')) return host.rpx(parseFloat(value));
  const size = Number.parseFloat(String(value ?? ''));
  return Number.isFinite(size) ? size : otherwise;
}

function drawing(host: PhoneHost, data: MarkerData, tell: Tell): HTMLElement {
  const box = el('div');
  box.style.cssText = `position:relative;width:100%;height:100%;opacity:${data.alpha ?? 1}`;
  if (data.iconPath) {
    const picture = el('img', 'wx-map-pin');
    picture.src = host.resolveResource(data.iconPath);
    picture.alt = data.ariaLabel ?? data.title ?? '';
    picture.style.transform = data.rotate ? `rotate(${data.rotate}deg)` : '';
    box.append(picture);
  } else box.innerHTML = pinHtml();
  const text =
    data.callout ?? (data.title ? { content: data.title, padding: 8, borderRadius: 6 } : undefined);
  if (text?.content) {
    const callout = bubble('wx-map-callout', text);
    callout.hidden = text.display !== 'ALWAYS';
    callout.addEventListener(
      'click',
      (event) => (event.stopPropagation(), tell('callouttap', { markerId: data.id })),
    );
    box.append(callout);
  }
  if (data.label?.content) {
    const label = bubble('wx-map-label', data.label);
    label.style.left = `calc(50% + ${data.label.anchorX ?? 0}px)`;
    label.style.top = `calc(100% + ${data.label.anchorY ?? 0}px)`;
    label.addEventListener(
      'click',
      (event) => (event.stopPropagation(), tell('labeltap', { markerId: data.id })),
    );
    box.append(label);
  }
  return box;
}

/** The markers of one map: given a new list, only what changed is drawn anew. */
export class Markers {
  private drawn = new Map<string, L.Marker>();

  constructor(
    private readonly map: L.Map,
    private readonly host: PhoneHost,
    private readonly tell: Tell,
  ) {}

  show(list: readonly MarkerData[]): void {
    const next = new Map<string, L.Marker>();
    for (const data of list) {
      const key = JSON.stringify(data);
      if (next.has(key)) continue;
      next.set(key, this.drawn.get(key) ?? this.draw(data));
      this.drawn.delete(key);
    }
    for (const marker of this.drawn.values()) marker.remove();
    this.drawn = next;
  }

  /** A tap elsewhere closes callouts that opened by a tap. */
  closeCallouts(): void {
    for (const [key, marker] of this.drawn) {
      const data = JSON.parse(key) as MarkerData;
      const callout = marker.getElement()?.querySelector<HTMLElement>('.wx-map-callout');
      if (callout && data.callout?.display !== 'ALWAYS') callout.hidden = true;
    }
  }

  private draw(data: MarkerData): L.Marker {
    if (data.customCallout) this.host.missing('map marker.customCallout');
    if (data.joinCluster) this.host.missing('map marker.joinCluster');
    const width = pixels(this.host, data.width, PIN_SIZE.width);
    const height = pixels(this.host, data.height, PIN_SIZE.height);
    const anchor = data.anchor ?? { x: 0.5, y: 1 };
    const icon = L.divIcon({
      className: 'wx-map-marker',
      html: drawing(this.host, data, this.tell),
      iconSize: [width, height],
      iconAnchor: [width * anchor.x, height * anchor.y],
    });
    const marker = L.marker(latLng(data), { icon, zIndexOffset: (data.zIndex ?? 0) * 1000, keyboard: false });
    marker.on('click', () => {
      const callout = marker.getElement()?.querySelector<HTMLElement>('.wx-map-callout');
      this.closeCallouts();
      if (callout) callout.hidden = false;
      this.tell('markertap', { markerId: data.id });
    });
    return marker.addTo(this.map);
  }
}
