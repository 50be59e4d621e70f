import { cloudNow } from '../../services/clock';
import { dismiss, onOutbox, outbox, resume, type Outbox } from '../../services/outbox';
import { wordsFor } from '../../services/words';
import { outboxModel, type RefusedRow, type WaitingRow } from './model';

/** Each one's way to stop listening. */
const stops = new WeakMap<object, () => void>();

/** What was noted on this phone and is not in the cloud yet, and what the cloud did not take. Empty, it is not there. */
Component({
  properties: {
    /** Only what is about this slot; empty for all. */
    slotId: { type: String, value: '' },
  },
  data: { waiting: [] as readonly WaitingRow[], refused: [] as readonly RefusedRow[] },
  observers: {
    slotId() {
      this.draw(outbox());
    },
  },
  lifetimes: {
    attached() {
      stops.set(
        this,
        onOutbox((changed) => this.draw(changed)),
      );
      this.draw(outbox());
    },
    detached() {
      stops.get(this)?.();
      stops.delete(this);
    },
  },
  pageLifetimes: {
    show() {
      this.draw(outbox());
    },
  },
  methods: {
    draw(changed: Outbox) {
      const { waiting, refused } = outboxModel(changed, this.data.slotId, wordsFor, cloudNow());
      if (waiting.length + refused.length + this.data.waiting.length + this.data.refused.length === 0) return;
      this.setData({ waiting, refused });
    },

    onRead(event: Tap<{ nonce: string }>) {
      dismiss(event.currentTarget.dataset.nonce);
    },

    onNow() {
      resume();
    },
  },
});
