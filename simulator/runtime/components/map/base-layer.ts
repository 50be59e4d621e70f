/**
 * The paper under the map. There is no network, so no streets: a graticule, and the names the server knows
 * (`/assets/map/places.json`: name, 0 city – 2 township, longitude, latitude).
 */
import * as L from 'leaflet';

const PAPER = '#f4f2ec';
const LINE = '#e6e2d8';
/** At least this many pixels between two lines of the graticule. */
const LINE_GAP = 90;
const TILE = 256;
const STEPS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

type Place = readonly [name: string, level: number, longitude: number, latitude: number];

/** From which zoom on the names of a level are shown. */
const NAME_ZOOM = [5, 8, 10.5];

function step(zoom: number): number {
  const pixelsPerDegree = (TILE * 2 ** zoom) / 360;
  return STEPS.find((each) => each * pixelsPerDegree >= LINE_GAP) ?? 10;
}

const Graticule = L.GridLayer.extend({
  createTile(this: L.GridLayer, coords: L.Coords): HTMLElement {
    const tile = document.createElement('canvas');
    tile.width = tile.height = TILE;
    const pen = tile.getContext('2d');
    if (!pen) return tile;
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, TILE, TILE);
    pen.strokeStyle = LINE;
    const crs = L.CRS.EPSG3857;
    const corner = L.point(coords.x * TILE, coords.y * TILE);
    const northWest = crs.pointToLatLng(corner, coords.z);
    const southEast = crs.pointToLatLng(corner.add([TILE, TILE]), coords.z);
    const gap = step(coords.z);
    pen.beginPath();
    for (let lng = Math.ceil(northWest.lng / gap) * gap; lng < southEast.lng; lng += gap) {
      const x = crs.latLngToPoint(L.latLng(northWest.lat, lng), coords.z).x - corner.x;
      pen.moveTo(x, 0);
      pen.lineTo(x, TILE);
    }
    for (let lat = Math.ceil(southEast.lat / gap) * gap; lat < northWest.lat; lat += gap) {
      const y = crs.latLngToPoint(L.latLng(lat, northWest.lng), coords.z).y - corner.y;
      pen.moveTo(0, y);
      pen.lineTo(TILE, y);
    }
    pen.stroke();
    return tile;
  },
}) as new (options: L.GridLayerOptions) => L.GridLayer;

let places: Promise<readonly Place[]> | undefined;

function loadPlaces(): Promise<readonly Place[]> {
  places ??= fetch('/assets/map/places.json')
    .then((response) => (response.ok ? (response.json() as Promise<Place[]>) : []))
    .catch(() => []);
  return places;
}

function nameMarker([name, level, longitude, latitude]: Place): L.Marker {
  const icon = L.divIcon({
    className: `wx-map-place wx-map-place-${level}`,
    html: `<span>${name}</span>`,
    iconSize: [0, 0],
  });
  return L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 });
}

/** Names of what is in view, and no more than fit. */
async function showNames(map: L.Map, layer: L.LayerGroup): Promise<void> {
  const all = await loadPlaces();
  const bounds = map.getBounds().pad(0.1);
  const zoom = map.getZoom();
  layer.clearLayers();
  for (const place of all) {
    const [, level, longitude, latitude] = place;
    if (zoom >= (NAME_ZOOM[level] ?? 99) && bounds.contains([latitude, longitude]))
      layer.addLayer(nameMarker(place));
  }
}

export function drawBase(map: L.Map): void {
  new Graticule({ tileSize: TILE, minZoom: 3, maxZoom: 20, keepBuffer: 1 }).addTo(map);
  const names = L.layerGroup().addTo(map);
  const refresh = () => void showNames(map, names);
  map.on('moveend zoomend', refresh);
  map.whenReady(refresh);
}
