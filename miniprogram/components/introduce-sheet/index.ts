import { send, sendingData } from '../../kit/sending';
import { mobile } from '../../domain/fields';
import { personName } from '../../domain/names';
import { fieldFault } from '../../services/fields';
import { introduced } from '../../services/session';
import { wordsFor } from '../../services/words';

/** The first thing that does not fit, in words; nothing when all is well. */
const faultOf = (name: string, phone: string): string =>
  fieldFault(personName, name, '请写下怎么称呼您') || fieldFault(mobile, phone, '请填 11 位手机号码');

/** Asks once for a name and a number to be reached by. Tells `done` when they are kept, `close` when not. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { name: '', phone: '', fault: '', ...sendingData },
  methods: {
    onName(event: WechatMiniprogram.Input) {
      this.setData({ name: event.detail.value, fault: '' });
    },
    onPhone(event: Told<{ value: string }>) {
      this.setData({ phone: event.detail.value, fault: '' });
    },
    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
    async onKeep() {
      const { name, phone } = this.data;
      const fault = faultOf(name, phone);
      if (fault) return this.setData({ fault });
      this.setData({ fault: '' });
      await send(
        this,
        'account.introduce',
        { name, phone },
        {
          then: (kept) => {
            introduced(kept.name);
            this.triggerEvent('done');
          },
          failed: ({ code, details }) => {
            this.setData({ fault: wordsFor(code, details) });
            return '';
          },
        },
      );
    },
  },
});
