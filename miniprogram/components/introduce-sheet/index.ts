import * as v from 'valibot';
import { contract } from '../../domain/contract';
import { call, newNonce } from '../../services/cloud';
import { introduced } from '../../services/session';
import { wordsFor } from '../../services/words';

const { input } = contract['account.introduce'];

/** The first thing that does not fit, in words; nothing when all is well. */
function faultOf(name: string, phone: string): string {
  const result = v.safeParse(input, { name, phone });
  if (result.success) return '';
  const field = result.issues[0].path?.[0].key;
  return field === 'name' ? '请写下怎么称呼您，20 个字以内' : '请填 11 位手机号码';
}

/** Asks once for a name and a number to be reached by. Tells `done` when they are kept, `close` when not. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { name: '', phone: '', fault: '', busy: false },
  methods: {
    nameTyped(event: WechatMiniprogram.Input) {
      this.setData({ name: event.detail.value, fault: '' });
    },
    phoneTyped(event: WechatMiniprogram.Input) {
      this.setData({ phone: event.detail.value, fault: '' });
    },
    closed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
    async keep() {
      if (this.data.busy) return;
      const { name, phone } = this.data;
      const fault = faultOf(name, phone);
      if (fault) return this.setData({ fault });
      this.setData({ busy: true, fault: '' });
      const result = await call('account.introduce', { name, phone }, { nonce: newNonce() });
      this.setData({ busy: false });
      if (!result.ok) return this.setData({ fault: wordsFor(result.code, result.details) });
      introduced(result.data.name);
      this.triggerEvent('done');
    },
  },
});
