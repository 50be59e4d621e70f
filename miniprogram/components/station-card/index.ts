import { go, routes } from '../../services/routes';

/** One station in a list; a tap opens it. */
Component({
  properties: {
    /** StationRow */
    row: { type: Object, value: {} },
  },
  methods: {
    onOpen(event: Tap<{ id: string }>) {
      go(routes.station(event.currentTarget.dataset.id));
    },
  },
});
