import { slotKinds } from '../../domain/activities/schemas';
import { go, routes } from '../../services/routes';

/** One activity in a list; a tap opens it. */
Component({
  properties: {
    /** ActivityRow */
    row: { type: Object, value: { places: [] } },
    /** What one looks for in this list: 'service' or 'shift'; empty where it is both. */
    as: { type: String, value: '' },
  },
  methods: {
    onOpen(event: Tap<{ id: string }>) {
      const as = slotKinds.find((kind) => kind === this.data.as);
      go(routes.activity(event.currentTarget.dataset.id, { as }));
    },
  },
});
