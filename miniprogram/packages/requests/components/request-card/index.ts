import { go, routes } from '../../../../services/routes';

/** A request in a list; a tap opens it. */
Component({
  properties: {
    /** RequestRow */
    row: { type: Object, value: {} },
  },
  methods: {
    onOpen() {
      go(routes.request((this.data.row as { id: string }).id));
    },
  },
});
