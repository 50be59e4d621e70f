import type { MineRow } from '../../services/cards';
import { leadTo, tell } from '../../services/phone';
import { go, routes } from '../../services/routes';
import { openScanner } from '../../services/scan';
import { confirmSignup } from '../../services/signups';
import { wordsFor } from '../../services/words';

/**
 * One of my sign-ups with the one thing to do about it. `large` is for the most pressing one. Tells `changed`
 * when something was answered here.
 */
Component({
  properties: {
    /** MineRow */
    row: { type: Object, value: {} },
    large: { type: Boolean, value: false },
  },
  data: {
    icons: { open: '', lead: 'navigation-arrow', checkIn: 'scan', checkOut: 'scan', confirm: 'check' },
    busy: false,
  },
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
        case 'confirm':
          return void this.confirm();
      }
    },
    async confirm() {
      if (this.data.busy) return;
      const { signupId, revision } = this.data.row as MineRow;
      this.setData({ busy: true });
      const result = await confirmSignup(signupId, revision);
      this.setData({ busy: false });
      tell(result.ok ? '已经确认，到时见' : wordsFor(result.code, result.details));
      this.triggerEvent('changed');
    },
  },
});
