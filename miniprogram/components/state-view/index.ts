import { goBack } from '../../services/routes';

/**
 * The states of everything that is loaded (kit/loading.ts): grey shapes while it comes, what there is, nothing, or why
 * not. What is old says so above itself.
 */
Component({
  options: { multipleSlots: true, virtualHost: true },
  properties: {
    /** 'loading' | 'ready' | 'empty' | 'failed' | 'refused' | 'offline' */
    state: { type: String, value: 'loading' },
    /** How many grey shapes stand for what is coming. */
    rows: { type: Number, value: 3 },
    empty: { type: String, value: '这里还没有内容' },
    /** What went wrong, in words. */
    failure: { type: String, value: '' },
    /** { icon, fault, since }: why what is shown is old, and since when; null while it is fresh. */
    stale: { type: Object, value: null },
  },
  data: { shapes: [0, 1, 2], leave: '' },
  observers: {
    /** Trying again brings the same refusal: the way out is what helps. */
    state(state: string) {
      if (state === 'refused') this.setData({ leave: getCurrentPages().length > 1 ? '返回' : '去首页' });
    },
    rows(rows: number) {
      this.setData({ shapes: Array.from({ length: rows }, (_, i) => i) });
    },
  },
  methods: {
    onLeave: () => goBack(),
    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
