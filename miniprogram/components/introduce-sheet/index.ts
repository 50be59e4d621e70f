import { draftOf } from '../../kit/draft';
import { send, sendingData } from '../../kit/sending';
import { mobile } from '../../domain/fields';
import { personName } from '../../domain/names';
import { fieldFault } from '../../services/fields';
import { introduced } from '../../services/session';
import { wordsFor } from '../../services/words';

/** The first thing that does not fit, in words; nothing when all is well. */
const faultOf = (name: string, phone: string): string =>
  fieldFault(personName, name, '请写下怎么称呼您') || fieldFault(mobile, phone, '请填 11 位手机号码');

const typed = draftOf<{ name: string; phone: string }>('introduce');

/** Asks once for a name and a number to be reached by. Tells `done` when they are kept, `close` when not. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { name: '', phone: '', fault: '', ...sendingData },
  lifetimes: {
    attached() {
      this.setData(typed.over({ name: '', phone: '' }));
    },
  },
  methods: {
    onName(event: WechatMiniprogram.Input) {
      this.change({ name: event.detail.value });
    },
    onPhone(event: Told<{ value: string }>) {
      this.change({ phone: event.detail.value });
    },
    change(part: { name?: string; phone?: string }) {
      this.setData({ ...part, fault: '' });
      typed.keep(part);
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
            typed.drop();
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
