import * as L from 'leaflet';
import { defineBuiltin, type Context } from '../define';
import { el } from '../../dom';
import { mapContext } from './context';
import { createMap, latLng, MAP_CSS, placeOf, showMe, type Place } from './create';
import { Markers, type MarkerData } from './markers';
import { drawShapes, type CircleData, type PolygonData, type PolylineData } from './shapes';

const PROPS = {
  longitude: 0,
  latitude: 0,
  scale: 16,
  minScale: 3,
  maxScale: 20,
  markers: [] as readonly MarkerData[],
  polyline: [] as readonly PolylineData[],
  polygons: [] as readonly PolygonData[],
  circles: [] as readonly CircleData[],
  includePoints: [] as readonly Place[],
  showLocation: false,
  enableZoom: true,
  enableScroll: true,
};

const INERT = [
  'covers',
  'controls',
  'theme',
  'subkey',
  'layerStyle',
  'rotate',
  'skew',
  'enable3D',
  'showCompass',
  'showScale',
  'enableOverlooking',
  'enableAutoMaxOverlooking',
  'enableRotate',
  'enableSatellite',
  'enableTraffic',
  'enablePoi',
  'enableBuilding',
  'setting',
];

type MapContext = Context<typeof PROPS>;

class WxMap {
  readonly slot = el('div', 'wx-map-children');
  private readonly area = el('div', 'wx-map-area');
  private map: L.Map | undefined;
  private markers: Markers | undefined;
  private shapes: L.LayerGroup | undefined;
  private hideMe: (() => void) | undefined;
  private observer: ResizeObserver | undefined;
  /** Who moves the map: events of the page's own updates are marked so. */
  private cause: 'update' | 'gesture' = 'update';

  constructor(private readonly context: MapContext) {
    context.root.append(this.area, this.slot);
  }

  attached(): void {
    const { props, emit } = this.context;
    const map = createMap(this.area, props, props.scale);
    this.map = map;
    this.markers = new Markers(map, this.context.host, (event, detail) => emit(event, detail));
    this.shapes = L.layerGroup().addTo(map);
    map.on('click', ({ latlng }) => {
      this.markers?.closeCallouts();
      emit('tap', placeOf(latlng));
    });
    map.on('dragstart zoomstart', ({ type }) =>
      this.change('begin', type === 'dragstart' ? 'drag' : 'scale'),
    );
    map.on('dragend', () => this.change('end', 'drag'));
    map.on('zoomend', () => this.change('end', 'scale'));
    map.on('moveend', () => this.cause === 'update' && this.change('end', 'update'));
    // While its page is hidden it has no size, and is still to know where its middle will be.
    this.observer = new ResizeObserver(() => {
      if (this.area.clientWidth > 0) map.invalidateSize({ pan: false });
    });
    this.observer.observe(this.area);
    this.update(new Set(Object.keys(PROPS)));
    requestAnimationFrame(() => emit('updated', {}));
  }

  detached(): void {
    this.observer?.disconnect();
    this.hideMe?.();
    this.map?.remove();
    this.map = undefined;
  }

  private change(type: 'begin' | 'end', causedBy: 'drag' | 'scale' | 'update'): void {
    const { map } = this;
    if (!map) return;
    this.cause = causedBy === 'update' || type === 'end' ? 'update' : 'gesture';
    const bounds = map.getBounds();
    const detail = {
      type,
      causedBy,
      scale: map.getZoom(),
      centerLocation: placeOf(map.getCenter()),
      region: { southwest: placeOf(bounds.getSouthWest()), northeast: placeOf(bounds.getNorthEast()) },
      rotate: 0,
      skew: 0,
    };
    this.context.emit('regionchange', detail, { fields: { type, causedBy } });
  }

  update(names: ReadonlySet<string>): void {
    const { map, context } = this;
    const { props } = context;
    if (!map) return;
    if (names.has('longitude') || names.has('latitude') || names.has('scale'))
      map.setView(latLng(props), props.scale);
    if (names.has('markers')) this.markers?.show(props.markers ?? []);
    if (this.shapes && (names.has('polyline') || names.has('polygons') || names.has('circles')))
      drawShapes(this.shapes, props);
    if (names.has('includePoints') && props.includePoints.length > 0)
      map.fitBounds(L.latLngBounds(props.includePoints.map(latLng)));
    this.showMyself(map);
    map.setMinZoom(props.minScale);
    map.setMaxZoom(props.maxScale);
    const enabled = props.enableScroll ? 'enable' : 'disable';
    map.dragging[enabled]();
    for (const handler of [map.scrollWheelZoom, map.touchZoom, map.doubleClickZoom]) {
      handler?.[props.enableZoom ? 'enable' : 'disable']();
    }
  }

  /** Whoever refused the location has no dot either; asked meanwhile, it comes with the next change. */
  private showMyself(map: L.Map): void {
    const { props, host } = this.context;
    const shown = props.showLocation && host.grants.get('scope.userLocation') === 'granted';
    if (shown === (this.hideMe !== undefined)) return;
    this.hideMe?.();
    this.hideMe = shown ? showMe(map, host) : undefined;
  }

  api(): object {
    return mapContext(() => this.map, this.context.host, {
      addMarkers: (added: readonly MarkerData[], clear: boolean) =>
        this.context.set('markers', [...(clear ? [] : this.context.props.markers), ...added]),
      removeMarkers: (ids: readonly number[]) =>
        this.context.set(
          'markers',
          this.context.props.markers.filter(({ id }) => id === undefined || !ids.includes(id)),
        ),
    });
  }
}

export const map = defineBuiltin({
  tag: 'map',
  css: `${MAP_CSS}
wx-map { display: block; position: relative; width: 300px; height: 150px; overflow: hidden; }
.wx-map-area { position: absolute; inset: 0; }
.wx-map-children { position: absolute; inset: 0; z-index: 1; pointer-events: none; }
.wx-map-children > * { pointer-events: auto; }
`,
  props: PROPS,
  inert: INERT,
  setup(context) {
    const wxMap = new WxMap(context);
    const api = wxMap.api();
    return {
      slot: wxMap.slot,
      changed: (names) => wxMap.update(names),
      attached: () => wxMap.attached(),
      detached: () => wxMap.detached(),
      queryContext: () => api,
    };
  },
});
