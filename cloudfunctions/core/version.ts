import { digest } from '#domain/sha';

/** Follows from the whole of it: two that differ never have the same. */
export const versionOf = (value: object): string => digest(JSON.stringify(value)).slice(0, 16);
