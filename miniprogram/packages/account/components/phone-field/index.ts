import { call } from '../../../../services/cloud';
import { wordsFor } from '../../../../services/words';

/** A number typed by hand, or taken from WeChat by one tap. Tells `change` with `{ value }`. */
Component({
  properties: {
    value: { type: String, value: '' },
    /** Of whoever holds this phone: WeChat knows their number. */
    own: { type: Boolean, value: true },
    placeholder: { type: String, value: '11 位手机号' },
  },
  data: { busy: false, problem: '' },
  methods: {
    onTyped(event: WechatMiniprogram.Input) {
      this.tell(event.detail.value);
    },
    async onGiven(event: WechatMiniprogram.ButtonGetPhoneNumber) {
      const { code } = event.detail;
      // Closed without agreeing: typing is as good.
      if (!code || this.data.busy) return;
      this.setData({ busy: true, problem: '' });
      const result = await call('account.phone', { code });
      this.setData({ busy: false });
      if (result.ok) this.tell(result.data.phone);
      else this.setData({ problem: wordsFor(result.code, result.details) });
    },
    tell(value: string) {
      this.setData({ problem: '' });
      this.triggerEvent('change', { value });
    },
  },
});
