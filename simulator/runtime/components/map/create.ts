/** A leaflet map on our paper, for <map> and for the dialogs that choose and show a place. GCJ-02 throughout. */
import * as L from 'leaflet';
import leafletCss from 'leaflet/dist/leaflet.css';
import type { PhoneHost } from '../../host';
import { el } from '../../dom';
import { drawBase } from './base-layer';

export const MAP_CSS = `${leafletCss}
.leaflet-container { background: #f4f2ec; font: inherit; z-index: 0; }
.wx-map-place span { position: absolute; transform: translate(-50%, -50%); white-space: nowrap; color: #8b8574; font-size: 12px; text-shadow: 0 0 3px #fff; }
.wx-map-place-0 span { font-size: 18px; letter-spacing: 4px; color: #b0a994; }
.wx-map-place-1 span { font-size: 15px; }
.wx-map-caption { position: absolute; right: 6px; bottom: 4px; z-index: 500; font-size: 11px; color: #8b8574; pointer-events: none; }
.wx-map-me { width: 16px; height: 16px; border-radius: 50%; background: #3a7afe; border: 3px solid #fff; box-shadow: 0 0 6px rgba(0, 0, 0, .4); box-sizing: border-box; }
.wx-map-pin { display: block; width: 100%; height: 100%; }
.wx-map-callout, .wx-map-label { position: absolute; white-space: pre; line-height: 1.4; }
.wx-map-callout { bottom: 100%; left: 50%; transform: translateX(-50%); margin-bottom: 4px; box-shadow: 0 1px 4px rgba(0, 0, 0, .25); cursor: pointer; }
`;

export interface Place {
  longitude: number;
  latitude: number;
}

export const latLng = ({ longitude, latitude }: Place): L.LatLng => L.latLng(latitude, longitude);
export const placeOf = ({ lat, lng }: L.LatLng): Place => ({ latitude: lat, longitude: lng });

export function createMap(container: HTMLElement, centre: Place, scale: number): L.Map {
  // Mouse and fingers belong to the map: the phone must not turn them into touches of the page.
  container.dataset['mouse'] = '';
  const map = L.map(container, {
    zoomControl: false,
    attributionControl: false,
    minZoom: 3,
    maxZoom: 20,
    zoomSnap: 0,
    zoomAnimation: false,
    markerZoomAnimation: false,
    fadeAnimation: false,
    inertia: false,
  });
  map.setView(latLng(centre), scale);
  drawBase(map);
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
  container.append(el('div', 'wx-map-caption', '示意底图'));
  return map;
}

/** The blue dot where the person is; follows the panel. Answers how to take it away. */
export function showMe(map: L.Map, host: PhoneHost): () => void {
  const icon = L.divIcon({ className: 'wx-map-me', iconSize: [16, 16] });
  const dot = L.marker(latLng(host.location), { icon, interactive: false, keyboard: false }).addTo(map);
  const stop = host.location.onChange(() => dot.setLatLng(latLng(host.location)));
  return () => {
    stop();
    dot.remove();
  };
}

const PIN =
  '<svg viewBox="0 0 24 34" class="wx-map-pin"><path d="M12 0C5.4 0 0 5.2 0 11.7 0 20 12 34 12 34s12-14 12-22.3C24 5.2 18.6 0 12 0z" fill="#e64340"/><circle cx="12" cy="11.5" r="4.5" fill="#fff"/></svg>';

export function pinHtml(): string {
  return PIN;
}
