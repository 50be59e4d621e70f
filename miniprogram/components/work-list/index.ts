import { go, routes } from '../../services/routes';

/** What a leader or somebody of a station has to do now: desks to open, and pages where something waits. */
Component({
  properties: {
    /** DeskRow[] */
    desks: { type: Array, value: [] },
    /** WayRow[] */
    rows: { type: Array, value: [] },
  },
  methods: {
    onDesk(event: Tap<{ id: string }>) {
      go(routes.desk(event.currentTarget.dataset.id));
    },
    onWay(event: Tap<{ to: string }>) {
      go(event.currentTarget.dataset.to);
    },
  },
});
