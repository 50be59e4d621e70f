import type { MineRow } from '../../services/cards';
import { leadTo } from '../../services/phone';
import { go, routes } from '../../services/routes';
import { openScanner } from '../../services/scan';

/** One of my sign-ups with the one thing to do about it. `large` is for the most pressing one. */
Component({
  properties: {
    /** MineRow */
    row: { type: Object, value: {} },
    large: { type: Boolean, value: false },
  },
  data: { icons: { open: '', lead: 'navigation-arrow', checkIn: 'scan', checkOut: 'scan' } },
  methods: {
    open() {
      go(routes.activity((this.data.row as MineRow).activityId));
    },
    act() {
      const { action, activityId, signupId, slotId, goal } = this.data.row as MineRow;
      switch (action) {
        case 'open':
          return go(routes.signed(activityId, signupId));
        case 'lead':
          return leadTo(goal);
        case 'checkIn':
        case 'checkOut':
          return void openScanner(slotId);
      }
    },
  },
});
