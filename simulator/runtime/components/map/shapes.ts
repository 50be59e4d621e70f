/** Lines, areas and circles. WeChat writes colours as #RRGGBBAA, which browsers know too. */
import * as L from 'leaflet';
import { latLng, type Place } from './create';

export interface PolylineData {
  points: readonly Place[];
  color?: string;
  width?: number;
  dottedLine?: boolean;
}

export interface PolygonData {
  points: readonly Place[];
  strokeWidth?: number;
  strokeColor?: string;
  fillColor?: string;
  zIndex?: number;
}

export interface CircleData extends Place {
  color?: string;
  fillColor?: string;
  /** Metres. */
  radius: number;
  strokeWidth?: number;
}

export interface Shapes {
  polyline: readonly PolylineData[];
  polygons: readonly PolygonData[];
  circles: readonly CircleData[];
}

export function drawShapes(layer: L.LayerGroup, { polyline, polygons, circles }: Shapes): void {
  layer.clearLayers();
  for (const { points, color = '#000', width = 1, dottedLine } of polyline) {
    L.polyline(points.map(latLng), {
      color,
      weight: width,
      ...(dottedLine ? { dashArray: '4 6' } : {}),
    }).addTo(layer);
  }
  for (const { points, strokeWidth = 2, strokeColor = '#000', fillColor = 'transparent' } of polygons) {
    L.polygon(points.map(latLng), {
      color: strokeColor,
      weight: strokeWidth,
      fillColor,
      fillOpacity: 1,
      interactive: false,
    }).addTo(layer);
  }
  for (const { color = '#000', fillColor = 'transparent', radius, strokeWidth = 1, ...centre } of circles) {
    L.circle(latLng(centre), {
      radius,
      color,
      weight: strokeWidth,
      fillColor,
      fillOpacity: 1,
      interactive: false,
    }).addTo(layer);
  }
}
