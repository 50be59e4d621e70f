/** Stands around everything of a page and sets the factor that all its sizes hang on. */
import { currentFactor, onTypeChange } from '../../services/type';

/** Each one's way to stop following. */
const stops = new WeakMap<object, () => void>();

Component({
  properties: {
    /** Classes of the root: `tabbed`, `with-action`, or a page's own. */
    kind: { type: String, value: '' },
  },
  // Of the start, so that a page is not first drawn in the usual size and then in its own.
  data: { fs: currentFactor() },
  lifetimes: {
    attached() {
      this.follow();
      const stop = onTypeChange(() => this.follow());
      stops.set(this, stop);
    },
    detached() {
      stops.get(this)?.();
      stops.delete(this);
    },
  },
  pageLifetimes: {
    show() {
      this.follow();
    },
  },
  methods: {
    follow() {
      const fs = currentFactor();
      if (fs !== this.data.fs) this.setData({ fs });
    },
  },
});
