import type { NextAction } from '../../services/cards';
import { go, routes } from '../../services/routes';
import { openScanner } from '../../services/scan';

interface Chosen {
  activity: string;
  slot: string;
  signup: string;
  action: NextAction;
}

/** One of my sign-ups with the one thing to do about it. `large` is for the most pressing one. */
Component({
  properties: {
    /** MineRow */
    row: { type: Object, value: {} },
    large: { type: Boolean, value: false },
  },
  methods: {
    open(event: WechatMiniprogram.TouchEvent<object, object, Chosen>) {
      go(routes.activity(event.currentTarget.dataset.activity));
    },
    act(event: WechatMiniprogram.TouchEvent<object, object, Chosen>) {
      const { action, activity, signup, slot } = event.currentTarget.dataset;
      if (action === 'open') go(routes.signed(activity, signup));
      else void openScanner(slot);
    },
  },
});
