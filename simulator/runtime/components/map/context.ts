/** wx.createMapContext: what a page may do with a map beside its properties. */
import * as L from 'leaflet';
import type { PhoneHost } from '../../host';
import { ApiFailure, asyncApis } from '../../api';
import { latLng, placeOf, type Place } from './create';
import type { MarkerData } from './markers';

interface Owner {
  addMarkers(markers: readonly MarkerData[], clear: boolean): void;
  removeMarkers(ids: readonly number[]): void;
}

/** WeChat's padding is top, right, bottom, left. */
function paddings(padding: readonly number[]): L.FitBoundsOptions {
  const [top = 0, right = top, bottom = top, left = right] = padding;
  return { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] };
}

export function mapContext(current: () => L.Map | undefined, host: PhoneHost, owner: Owner): object {
  const map = (): L.Map => {
    const found = current();
    if (!found) throw new ApiFailure('map is not on the page');
    return found;
  };
  return asyncApis({
    includePoints: ({ points, padding = [] }: { points: readonly Place[]; padding?: readonly number[] }) => {
      if (points.length > 0)
        map().fitBounds(L.latLngBounds(points.map(latLng)), { ...paddings(padding), maxZoom: 17 });
    },
    moveToLocation: (place: Partial<Place>) => {
      const { longitude = host.location.longitude, latitude = host.location.latitude } = place;
      map().panTo(latLng({ longitude, latitude }), { animate: false });
    },
    getCenterLocation: () => placeOf(map().getCenter()),
    getScale: () => ({ scale: map().getZoom() }),
    getRegion: () => {
      const bounds = map().getBounds();
      return { southwest: placeOf(bounds.getSouthWest()), northeast: placeOf(bounds.getNorthEast()) };
    },
    fromScreenLocation: ({ x, y }: { x: number; y: number }) => placeOf(map().containerPointToLatLng([x, y])),
    toScreenLocation: (place: Place) => {
      const { x, y } = map().latLngToContainerPoint(latLng(place));
      return { x, y };
    },
    addMarkers: ({ markers, clear = false }: { markers: readonly MarkerData[]; clear?: boolean }) =>
      owner.addMarkers(markers, clear),
    removeMarkers: ({ markerIds }: { markerIds: readonly number[] }) => owner.removeMarkers(markerIds),
  });
}
