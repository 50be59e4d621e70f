import writeXlsxFile from 'write-excel-file/node';

export interface ColumnOf<T> {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly value: (row: T) => string | number;
}

/**
 * One sheet as an .xlsx file, in base64. Texts stay texts: a phone number loses no digit, and what begins
 * like a formula is none.
 */
export async function spreadsheet<T>(
  sheet: string,
  columns: readonly ColumnOf<T>[],
  rows: readonly T[],
): Promise<string> {
  const head = columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' as const }));
  const body = rows.map((row) => columns.map((column) => cellOf(column.value(row))));
  const options = { sheet, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 };
  const file = await writeXlsxFile([head, ...body], options).toBuffer();
  return file.toString('base64');
}

const cellOf = (value: string | number) =>
  typeof value === 'number' ? { type: Number, value } : { type: String, value };
