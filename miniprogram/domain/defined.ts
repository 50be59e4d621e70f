type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

export type Defined<T> = Omit<T, Optional<T>> & { [K in Optional<T>]?: Exclude<T[K], undefined> };

/** Without the fields that hold undefined: a database keeps those, and a spread writes them over what is there. */
export const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
