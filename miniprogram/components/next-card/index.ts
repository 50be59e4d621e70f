import { send, sendingData } from '../../kit/sending';
import type { MineRow } from '../../services/cards';
import { confirm, leadTo, nudge } from '../../services/phone';
import { go, routes } from '../../services/routes';
import { openScanner } from '../../services/scan';

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
    ...sendingData,
  },
  lifetimes: {
    /** Whoever is asked feels it, too. */
    attached() {
      if ((this.data.row as MineRow).action === 'confirm') nudge();
    },
  },
  methods: {
    onOpen() {
      go(routes.activity((this.data.row as MineRow).activityId));
    },
    onAct() {
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
      const { signupId, revision } = this.data.row as MineRow;
      await send(
        this,
        'signups.confirm',
        { signupId, revision },
        {
          done: '已经确认，到时见',
          answered: () => this.triggerEvent('changed'),
        },
      );
    },
    /** Whoever is asked and cannot says so: the place goes to somebody else. */
    async onGiveUp() {
      const { signupId, title, time } = this.data.row as MineRow;
      if (!(await confirm('不来了吗？', `${title}\n${time}\n名额让给别人`, '不来了', '再想想'))) return;
      await send(
        this,
        'signups.cancel',
        { signupId },
        {
          done: '已经取消',
          answered: () => this.triggerEvent('changed'),
        },
      );
    },
  },
});
