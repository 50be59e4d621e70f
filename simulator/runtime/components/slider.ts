import { defineBuiltin } from './define';
import { clamp, el, onDrag } from '../dom';

export const slider = defineBuiltin({
  tag: 'slider',
  css: `
wx-slider { display: flex; align-items: center; margin: 10px 18px; }
.wx-slider-area { position: relative; flex: 1; height: 32px; display: flex; align-items: center; cursor: pointer; touch-action: pan-y; }
.wx-slider-rail { width: 100%; height: 2px; border-radius: 5px; overflow: hidden; }
.wx-slider-done { height: 100%; }
.wx-slider-knob { position: absolute; border-radius: 50%; box-shadow: 0 0 4px rgba(0, 0, 0, .2); transform: translateX(-50%); }
.wx-slider-value { width: 3ch; margin-left: 1em; text-align: center; color: #888; font-size: 14px; }
`,
  props: {
    name: '',
    min: 0,
    max: 100,
    step: 1,
    disabled: false,
    value: 0,
    color: '#e9e9e9',
    selectedColor: '#1aad19',
    activeColor: '',
    backgroundColor: '',
    blockSize: 28,
    blockColor: '#ffffff',
    showValue: false,
  },
  setup({ root, props, emit, set }) {
    const done = el('div', 'wx-slider-done');
    const rail = el('div', 'wx-slider-rail', done);
    const knob = el('div', 'wx-slider-knob');
    const area = el('div', 'wx-slider-area', rail, knob);
    const text = el('div', 'wx-slider-value');
    root.append(area, text);
    const at = (clientX: number): number => {
      const box = area.getBoundingClientRect();
      const share = clamp((clientX - box.left) / box.width, 0, 1);
      const steps = Math.round((share * (props.max - props.min)) / props.step);
      return clamp(props.min + steps * props.step, props.min, props.max);
    };
    const choose = (value: number, event: 'change' | 'changing') => {
      set('value', value);
      emit(event, { value });
    };
    onDrag(area, {
      axis: 'x',
      start: () => !props.disabled,
      move: (_delta, point) => choose(at(point.x), 'changing'),
      end: () => choose(props.value, 'change'),
    });
    area.addEventListener('click', (event) => {
      const value = at(event.clientX);
      if (!props.disabled && value !== props.value) choose(value, 'change');
    });
    const initial = { value: 0 };
    return {
      changed() {
        const share =
          ((clamp(props.value, props.min, props.max) - props.min) / (props.max - props.min || 1)) * 100;
        const size = `${clamp(props.blockSize, 12, 28)}px`;
        done.style.cssText = `width:${share}%;background:${props.activeColor || props.selectedColor}`;
        rail.style.background = props.backgroundColor || props.color;
        knob.style.cssText = `left:${share}%;width:${size};height:${size};background:${props.blockColor}`;
        text.hidden = !props.showValue;
        text.textContent = String(props.value);
      },
      attached: () => void (initial.value = props.value),
      control: {
        name: () => props.name,
        value: () => props.value,
        reset: () => set('value', initial.value),
        activate: () => undefined,
      },
    };
  },
});
