/** Where the person is, places chosen on a map, and a place shown. GCJ-02 throughout. */
import type { component } from 'glass-easel-miniprogram-adapter';
import { partsOf } from '../components/define';
import { el } from '../dom';
import { createMap, latLng, pinHtml, placeOf, showMe, type Place } from '../components/map/create';
import * as L from 'leaflet';
import type { PhoneHost } from '../host';
import { actionSheet, button, overlay } from '../ui/dialog';
import { ApiFailure, asyncApis, type ApiTable } from '../api';
import { requirePrivacy } from './privacy';
import { authorize } from './settings';

/** Fuzzy locations are rounded to about a kilometre. */
const FUZZY_DIGITS = 2;

async function located(host: PhoneHost, api: string, scope: string): Promise<Place> {
  await requirePrivacy(host, api);
  await authorize(host, scope);
  if (host.faults.takeFix()) throw new ApiFailure('ERROR_NETWORK', { errCode: 404 });
  const { longitude, latitude } = host.location;
  return { longitude, latitude };
}

async function getLocation(host: PhoneHost, { type = 'wgs84' }: { type?: string }): Promise<object> {
  if (type !== 'gcj02') host.unsupported('option', `getLocation type="${type}" (only gcj02)`);
  const place = await located(host, 'getLocation', 'scope.userLocation');
  const { accuracy } = host.location;
  return { ...place, speed: -1, accuracy, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: accuracy };
}

async function getFuzzyLocation(host: PhoneHost): Promise<object> {
  const { longitude, latitude } = await located(host, 'getFuzzyLocation', 'scope.userFuzzyLocation');
  return {
    longitude: Number(longitude.toFixed(FUZZY_DIGITS)),
    latitude: Number(latitude.toFixed(FUZZY_DIGITS)),
  };
}

interface Chosen extends Place {
  name: string;
  address: string;
}

/** Leaflet measures its box, so the map is drawn once the dialog stands. */
function afterLayout(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

function chooseOnMap(host: PhoneHost, start: Place): Promise<Chosen | null> {
  return overlay<Chosen | null>(host, 'modal', 'full', (close) => {
    const area = el('div', 'wx-place-map');
    const pin = el('div', 'wx-place-pin');
    pin.innerHTML = pinHtml();
    const name = el('input');
    name.type = 'text';
    name.placeholder = '给这个地点起个名字';
    let map: L.Map | undefined;
    const answer = () => {
      const place = map ? placeOf(map.getCenter()) : start;
      const address = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
      close({ ...place, name: name.value.trim() || '地图上的点', address });
    };
    afterLayout(() => {
      map = createMap(area, start, 16);
      showMe(map, host);
    });
    const bar = el(
      'div',
      'wx-place-bar',
      button('取消', 'wx-permission-button', () => close(null)),
      button('确定', 'wx-permission-button wx-primary', answer),
    );
    return el(
      'div',
      'wx-place',
      el('div', 'wx-place-area', area, pin),
      el('div', 'wx-place-foot', name, bar),
    );
  });
}

function openLocation(
  host: PhoneHost,
  place: Place & { name?: string; address?: string; scale?: number },
): void {
  void overlay<void>(host, 'modal', 'full', (close) => {
    const area = el('div', 'wx-place-map');
    afterLayout(() => {
      const map = createMap(area, place, place.scale ?? 18);
      L.marker(latLng(place), {
        icon: L.divIcon({ html: pinHtml(), className: '', iconSize: [24, 34], iconAnchor: [12, 34] }),
      }).addTo(map);
      showMe(map, host);
    });
    const route = () =>
      void actionSheet(
        host,
        '',
        ['腾讯地图', '高德地图', '百度地图'].map((text) => ({ text, value: text })),
      );
    const text = el(
      'div',
      'wx-place-text',
      el('b', '', place.name ?? '位置'),
      el('div', '', place.address ?? ''),
    );
    const bar = el('div', 'wx-place-bar', text, button('导航', 'wx-permission-button wx-primary', route));
    const back = button('‹', 'wx-place-back', () => close());
    back.setAttribute('aria-label', '返回');
    return el('div', 'wx-place', el('div', 'wx-place-area', area, back), el('div', 'wx-place-foot', bar));
  });
}

function createMapContext(host: PhoneHost, id: string, owner?: component.GeneralComponent): object {
  const from = owner ?? host.pages.current()?.component;
  const dom = from?._$.getShadowRoot()?.getElementById(id)?.getBackendElement() as unknown as
    HTMLElement | undefined;
  const context = dom && partsOf(dom)?.queryContext?.();
  if (typeof context !== 'object' || context === null)
    throw new Error(`createMapContext: no <map id="${id}"> on the page`);
  return context;
}

export function locationApis(host: PhoneHost): ApiTable {
  return {
    createMapContext: (id: string, owner?: component.GeneralComponent) => createMapContext(host, id, owner),
    ...asyncApis({
      getLocation: (options: { type?: string }) => getLocation(host, options),
      getFuzzyLocation: () => getFuzzyLocation(host),
      chooseLocation: async ({ longitude, latitude }: Partial<Place>) => {
        await requirePrivacy(host, 'chooseLocation');
        const start =
          longitude !== undefined && latitude !== undefined ? { longitude, latitude } : host.location;
        const chosen = await chooseOnMap(host, start);
        if (!chosen) throw new ApiFailure('cancel');
        return chosen;
      },
      openLocation: (place: Place & { name?: string; address?: string; scale?: number }) =>
        openLocation(host, place),
    }),
  };
}
