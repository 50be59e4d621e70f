import { go, routes } from '../../services/routes';

/** One activity in a list; a tap opens it. */
Component({
  properties: {
    /** ActivityRow */
    row: { type: Object, value: { places: [] } },
  },
  methods: {
    onOpen(event: Tap<{ id: string }>) {
      go(routes.activity(event.currentTarget.dataset.id));
    },
  },
});
