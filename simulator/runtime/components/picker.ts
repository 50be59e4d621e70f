import { pickerSheet, type Column } from '../ui/picker-sheet';
import { defineBuiltin, type Context } from './define';
import { dateColumns, dateValue, timeColumns, timeValue } from './picker-dates';

const PROPS = {
  mode: 'selector',
  headerText: '',
  disabled: false,
  name: '',
  range: null,
  rangeKey: '',
  value: null,
  start: '',
  end: '',
  fields: 'day',
};

type PickerContext = Context<{
  [K in keyof typeof PROPS]: (typeof PROPS)[K] extends null ? unknown : (typeof PROPS)[K];
}>;

/** One mode: which wheels stand there for a position of the wheels, and which value they mean. */
interface Mode {
  columns(context: PickerContext, indices: readonly number[] | undefined): Column[];
  value(context: PickerContext, indices: readonly number[]): unknown;
}

function texts(range: unknown, key: string): string[] {
  if (!Array.isArray(range)) return [];
  return range.map((item: unknown) => {
    const shown =
      key && typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item;
    return shown === null || shown === undefined ? '' : `${shown as string | number}`;
  });
}

function numbers(value: unknown): number[] {
  return (Array.isArray(value) ? value : [value]).map((each) => Number(each) || 0);
}

const MODES: Readonly<Record<string, Mode>> = {
  selector: {
    columns: ({ props }, indices) => [
      { items: texts(props.range, props.rangeKey), index: (indices ?? numbers(props.value))[0] ?? 0 },
    ],
    value: (_context, indices) => indices[0] ?? 0,
  },
  multiSelector: {
    columns: ({ props }, indices) => {
      const chosen = indices ?? numbers(props.value);
      const ranges = Array.isArray(props.range) ? props.range : [];
      return ranges.map((range, at) => ({ items: texts(range, props.rangeKey), index: chosen[at] ?? 0 }));
    },
    value: (_context, indices) => [...indices],
  },
  time: {
    columns: ({ props }, indices) => timeColumns({ ...props, value: text(props.value) }, indices),
    value: ({ props }, indices) => timeValue({ ...props, value: text(props.value) }, indices),
  },
  date: {
    columns: ({ props }, indices) => dateColumns({ ...props, value: text(props.value) }, indices),
    value: ({ props }, indices) => dateValue({ ...props, value: text(props.value) }, indices),
  },
};

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function open(context: PickerContext): Promise<void> {
  const { host, props, emit, set } = context;
  if (props.disabled) return;
  const mode = MODES[props.mode] ?? host.unsupported('option', `picker mode="${props.mode}"`);
  let redraw: (() => void) | undefined;
  const chosen = await pickerSheet(
    host,
    props.headerText,
    mode.columns(context, undefined),
    (indices, column, update) => {
      redraw = () => update(mode.columns(context, indices));
      if (props.mode === 'multiSelector') emit('columnchange', { column, value: indices[column] });
      redraw();
      // The page answers columnchange with new ranges in its next setData.
      turned.set(context.root, redraw);
    },
  );
  turned.delete(context.root);
  if (!chosen) return emit('cancel', {});
  const value = mode.value(context, chosen);
  set('value', value);
  emit('change', { value });
}

const turned = new WeakMap<HTMLElement, () => void>();

export const picker = defineBuiltin({
  tag: 'picker',
  css: 'wx-picker { display: block; cursor: pointer; }',
  props: PROPS,
  inert: ['customItem', 'level'],
  setup(context) {
    const { root, props, set, host } = context;
    const initial: { value: unknown } = { value: null };
    root.addEventListener(
      'click',
      () => void open(context).catch((error: unknown) => host.report(error, 'picker')),
    );
    return {
      changed: (names) => {
        if (names.has('range')) turned.get(root)?.();
      },
      attached: () => void (initial.value = props.value),
      control: {
        name: () => props.name,
        value: () => props.value,
        reset: () => set('value', initial.value),
        activate: () => void open(context),
      },
    };
  },
});
