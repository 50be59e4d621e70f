/** The bottom sheet of wheels behind <picker>. */
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { button, overlay } from './dialog';
import { Wheel } from './wheel';

export interface Column {
  items: readonly string[];
  index: number;
}

/**
 * Shows the columns; answers the chosen indices, or null if dismissed. `onTurn` is told of every wheel that came to
 * rest and may answer with new columns.
 */
export function pickerSheet(
  host: PhoneHost,
  title: string,
  columns: readonly Column[],
  onTurn: (indices: readonly number[], column: number, update: (columns: readonly Column[]) => void) => void,
): Promise<number[] | null> {
  return overlay<number[] | null>(
    host,
    'picker',
    'sheet',
    (close) => {
      const area = el('div', 'wx-wheels');
      let wheels: Wheel[] = [];
      const indices = () => wheels.map((wheel) => wheel.index);
      const update = (next: readonly Column[]) => {
        if (next.length === wheels.length)
          next.forEach((column, at) => wheels[at]?.fill(column.items, column.index));
        else draw(next);
      };
      const draw = (list: readonly Column[]) => {
        wheels = list.map(
          (column, at) => new Wheel(column.items, column.index, () => onTurn(indices(), at, update)),
        );
        area.replaceChildren(...wheels.map((wheel) => wheel.element));
      };
      draw(columns);
      const head = el('div', 'wx-picker-head', el('div', 'wx-picker-title', title));
      const cancel = button('取消', 'wx-permission-button', () => close(null));
      const confirm = button('确定', 'wx-permission-button wx-primary', () => close(indices()));
      return el('div', 'wx-picker-sheet', head, area, el('div', 'wx-picker-buttons', cancel, confirm));
    },
    { answer: null },
  );
}
