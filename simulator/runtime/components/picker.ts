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

/** One mode: which wheels stand there for what was chosen so far, and which value that means. */
interface Mode {
  columns(context: PickerContext, chosen: readonly number[] | undefined): Column[];
  value(context: PickerContext, chosen: readonly number[]): unknown;
  /** Whether a wheel's choice is the number it shows (a day) instead of its position. */
  byNumber?: boolean;
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
    columns: ({ props }, chosen) => [
      { items: texts(props.range, props.rangeKey), index: (chosen ?? numbers(props.value))[0] ?? 0 },
    ],
    value: (_context, chosen) => chosen[0] ?? 0,
  },
  multiSelector: {
    columns: ({ props }, chosen) => {
      const positions = chosen ?? numbers(props.value);
      const ranges = Array.isArray(props.range) ? props.range : [];
      return ranges.map((range, at) => ({ items: texts(range, props.rangeKey), index: positions[at] ?? 0 }));
    },
    value: (_context, chosen) => [...chosen],
  },
  time: {
    byNumber: true,
    columns: ({ props }, chosen) => timeColumns({ ...props, value: text(props.value) }, chosen),
    value: ({ props }, chosen) => timeValue({ ...props, value: text(props.value) }, chosen),
  },
  date: {
    byNumber: true,
    columns: ({ props }, chosen) => dateColumns({ ...props, value: text(props.value) }, chosen),
    value: ({ props }, chosen) => dateValue({ ...props, value: text(props.value) }, chosen),
  },
};

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function open(context: PickerContext): Promise<void> {
  const { host, props, emit, set } = context;
  if (props.disabled) return;
  const mode = MODES[props.mode] ?? host.unsupported('option', `picker mode="${props.mode}"`);
  let shown = mode.columns(context, undefined);
  const chosenOf = (indices: readonly number[]) =>
    mode.byNumber ? indices.map((index, at) => parseInt(shown[at]?.items[index] ?? '', 10)) : indices;
  const indices = await pickerSheet(host, props.headerText, shown, (turnedTo, column, update) => {
    const redraw = () => {
      shown = mode.columns(context, chosenOf(turnedTo));
      update(shown);
    };
    if (props.mode === 'multiSelector') emit('columnchange', { column, value: turnedTo[column] });
    redraw();
    // The page answers columnchange with new ranges in its next setData.
    if (!mode.byNumber) turned.set(context.root, redraw);
  });
  turned.delete(context.root);
  if (!indices) return emit('cancel', {});
  const value = mode.value(context, chosenOf(indices));
  set('value', value);
  emit('change', { value });
}

const turned = new WeakMap<HTMLElement, () => void>();

export const picker = defineBuiltin({
  tag: 'picker',
  values: { mode: Object.keys(MODES) },
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
