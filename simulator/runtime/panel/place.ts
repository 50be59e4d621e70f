import leaflet from 'leaflet';

import { drawBase } from '../components/map/base-layer';
import { MAP_CSS } from '../components/map/create';
import { element } from '../shell/dom';
import type { Device } from './device';

const ZOOM = 13;

/** A map on which a click puts a phone. */
export function placeSection(devices: readonly [Device, Device]): HTMLElement {
  let chosen = devices[0];
  const box = element('div', { class: 'map' });
  const buttons = devices.map((device) => {
    const made = element('button', { type: 'button' }, `移动${device.label}边的手机`);
    made.addEventListener('click', () => choose(device));
    return made;
  });
  const choose = (device: Device): void => {
    chosen = device;
    buttons.forEach((made, index) => made.setAttribute('aria-pressed', String(devices[index] === chosen)));
  };
  choose(chosen);
  document.head.append(element('style', {}, MAP_CSS));
  // Leaflet measures its box: it must be in the page.
  setTimeout(() => drawMap(box, devices, () => chosen), 0);
  return element(
    'section',
    {},
    element('h2', {}, '人站在哪里（在图上点）'),
    element('div', { class: 'row' }, ...buttons),
    element(
      'div',
      { class: 'row', style: 'margin-top:6px' },
      placeList(() => chosen),
    ),
    box,
  );
}

function drawMap(box: HTMLElement, devices: readonly [Device, Device], chosen: () => Device): void {
  const map = leaflet.map(box, { attributionControl: false });
  const markers = devices.map((device) =>
    leaflet
      .marker(position(device), {
        icon: leaflet.divIcon({
          className: device.side === 'left' ? 'pin' : 'pin pin-right',
          html: device.label,
          iconSize: [24, 24],
        }),
      })
      .addTo(map),
  );
  map.setView(position(devices[0]), ZOOM);
  drawBase(map);
  devices.forEach((device, index) =>
    device.onChange(() => {
      markers[index]?.setLatLng(position(device));
      if (!map.getBounds().contains(position(device))) map.panTo(position(device));
    }),
  );
  map.on('click', ({ latlng }) => {
    chosen().change({ longitude: round(latlng.lng), latitude: round(latlng.lat) });
  });
}

type Place = readonly [name: string, level: number, longitude: number, latitude: number];

/** Places that the map has names for. */
function placeList(chosen: () => Device): HTMLSelectElement {
  const select = element(
    'select',
    { 'aria-label': '去一个地方' },
    element('option', { value: '' }, '或者去这里…'),
  );
  void fetch('/assets/map/places.json')
    .then((reply) => (reply.ok ? (reply.json() as Promise<Place[]>) : []))
    .then((places) => {
      for (const [name, level, longitude, latitude] of places) {
        const indent = '\u3000'.repeat(level);
        select.append(element('option', { value: `${longitude},${latitude}` }, indent + name));
      }
    });
  select.addEventListener('change', () => {
    const [longitude, latitude] = select.value.split(',').map(Number);
    if (longitude !== undefined && latitude !== undefined) chosen().change({ longitude, latitude });
    select.value = '';
  });
  return select;
}

function position(device: Device): leaflet.LatLngTuple {
  const { latitude, longitude } = device.world;
  return [latitude, longitude];
}

/** A metre or so. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
