/** A setData patch that adds rows to the end of a list without sending the whole list again. */
export function appended<T>(list: string, from: number, rows: readonly T[]): Record<string, T> {
  return Object.fromEntries(rows.map((row, i) => [`${list}[${from + i}]`, row]));
}
