interface Change {
  /** Texts that are replaced wherever they stand, in names of fields as well; in this order. */
  readonly names: readonly (readonly [from: string, to: string])[];
  /** By how many milliseconds moments are later. */
  readonly later?: number;
  /** Fields whose moments stay as they are. */
  readonly staying?: ReadonlySet<string>;
}

/** Another of the same: each field as the template has it, under other names and at another time. */
export function like<T>(template: T, change: Change): T {
  return likeValue(template, change) as T;
}

function likeValue(value: unknown, change: Change): unknown {
  if (typeof value === 'string') return namedAnew(value, change);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value.getTime() + (change.later ?? 0));
  if (Array.isArray(value)) return value.map((each) => likeValue(each, change));
  const fields: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    const stays = change.staying?.has(name) ? { ...change, later: 0 } : change;
    fields[namedAnew(name, change)] = likeValue(each, stays);
  }
  return fields;
}

const namedAnew = (text: string, { names }: Change): string =>
  names.reduce((so, [from, to]) => (so.includes(from) ? so.replaceAll(from, to) : so), text);
