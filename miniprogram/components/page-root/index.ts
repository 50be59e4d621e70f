/**
 * Stands around everything of a page and sets the factor that all its sizes hang on. Says what had waited on the phone
 * and has gone out while one looks at the page.
 */
import { onSent } from '../../services/outbox';
import { currentFactor, onTypeChange } from '../../services/type';

/** Each one's way to stop following. */
const stops = new WeakMap<object, () => void>();

/** So long it stands there that what had waited has gone out. */
const SAID_FOR = 10_000;
const timers = new WeakMap<object, number>();

Component({
  properties: {
    /** Classes of the root: `tabbed`, `with-action`, or a page's own. */
    kind: { type: String, value: '' },
  },
  // Of the start, so that a page is not first drawn in the usual size and then in its own.
  data: { fs: currentFactor(), sent: 0, shown: true },
  lifetimes: {
    attached() {
      this.follow();
      const ways = [onTypeChange(() => this.follow()), onSent(() => this.say())];
      stops.set(this, () => {
        for (const stop of ways) stop();
      });
    },
    detached() {
      stops.get(this)?.();
      stops.delete(this);
      clearTimeout(timers.get(this) ?? 0);
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ shown: true });
      this.follow();
    },
    hide() {
      this.setData({ shown: false, sent: 0 });
    },
  },
  methods: {
    /** Of several pages that are open the one before one's eyes says it. */
    say() {
      if (!this.data.shown) return;
      this.setData({ sent: this.data.sent + 1 });
      clearTimeout(timers.get(this) ?? 0);
      timers.set(
        this,
        setTimeout(() => this.setData({ sent: 0 }), SAID_FOR),
      );
    },
    follow() {
      const fs = currentFactor();
      if (fs !== this.data.fs) this.setData({ fs });
    },
  },
});
