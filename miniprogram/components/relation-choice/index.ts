import { relations } from '../../services/relatives';

/** What somebody is to the holder of this phone: one of the usual words by a tap, or one's own. Tells `change` with `{ value }`. */
Component({
  properties: {
    value: { type: String, value: '' },
  },
  data: { relations },
  methods: {
    onChoose(event: Tap<{ relation: string }>) {
      this.triggerEvent('change', { value: event.currentTarget.dataset.relation });
    },
    onTyped(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', { value: event.detail.value });
    },
  },
});
