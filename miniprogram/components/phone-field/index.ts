import { send, sendingData } from '../../kit/sending';
import { wordsFor } from '../../services/words';

/** A number typed by hand, or taken from WeChat by one tap. Tells `change` with `{ value }`. */
Component({
  properties: {
    value: { type: String, value: '' },
    /** Of whoever holds this phone: WeChat knows their number. */
    own: { type: Boolean, value: true },
    placeholder: { type: String, value: '11 位手机号' },
  },
  data: { ...sendingData, problem: '' },
  methods: {
    onTyped(event: WechatMiniprogram.Input) {
      this.tell(event.detail.value);
    },
    async onGiven(event: WechatMiniprogram.ButtonGetPhoneNumber) {
      const { code } = event.detail;
      // Closed without agreeing: typing is as good.
      if (!code) return;
      this.setData({ problem: '' });
      await send(
        this,
        'account.phone',
        { code },
        {
          then: ({ phone }) => this.tell(phone),
          failed: ({ code: refused, details }) => {
            this.setData({ problem: wordsFor(refused, details) });
            return '';
          },
        },
      );
    },
    tell(value: string) {
      this.setData({ problem: '' });
      this.triggerEvent('change', { value });
    },
  },
});
