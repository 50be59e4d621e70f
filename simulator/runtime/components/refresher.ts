/** Pull-down refresh of a scroll-view, by a finger (the phone turns the mouse into one). */
import type { Context } from './define';
import { el } from '../dom';

type Pulled = Pick<
  Context<{
    refresherEnabled: boolean;
    refresherTriggered: boolean;
    refresherThreshold: number;
    refresherDefaultStyle: string;
    refresherBackground: string;
  }>,
  'root' | 'props' | 'emit'
>;

const RESISTANCE = 0.5;

export function installRefresher({ root, props, emit }: Pulled): {
  changed(names: ReadonlySet<string>): void;
} {
  const head = el('div', 'wx-refresher', el('i'), el('i'), el('i'));
  const state = { from: NaN, pulled: 0, open: false };
  const show = (height: number, animated: boolean) => {
    state.pulled = height;
    head.style.transition = animated ? 'height .2s' : 'none';
    head.style.height = `${height}px`;
  };
  const start = (y: number) => {
    state.from = props.refresherEnabled && root.scrollTop <= 0 ? y : NaN;
  };
  const move = (y: number): boolean => {
    const dy = (y - state.from) * RESISTANCE;
    if (!(dy > 0) || root.scrollTop > 0) return false;
    show(dy, false);
    emit('refresherpulling', { dy });
    return true;
  };
  const end = () => {
    if (!Number.isFinite(state.from)) return;
    state.from = NaN;
    const { pulled } = state;
    if (pulled >= props.refresherThreshold) {
      state.open = true;
      show(props.refresherThreshold, true);
      emit('refresherrefresh', { dy: pulled });
    } else if (pulled > 0) {
      show(0, true);
      emit('refresherabort', { dy: pulled });
    }
  };
  root.addEventListener('touchstart', (event) => start(event.touches[0]?.clientY ?? NaN), { passive: true });
  root.addEventListener('touchmove', (event) => {
    if (move(event.touches[0]?.clientY ?? NaN)) event.preventDefault();
  });
  root.addEventListener('touchend', end);
  return {
    changed(names) {
      if (props.refresherEnabled && !head.isConnected) root.prepend(head);
      if (!props.refresherEnabled) head.remove();
      head.style.background = props.refresherBackground;
      head.dataset.style = props.refresherDefaultStyle;
      if (!names.has('refresherTriggered') || props.refresherTriggered === state.open) return;
      state.open = props.refresherTriggered;
      show(state.open ? props.refresherThreshold : 0, true);
      emit(state.open ? 'refresherrefresh' : 'refresherrestore', { dy: state.pulled });
    },
  };
}
