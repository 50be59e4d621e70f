/** In their order, so many together; the last are fewer. */
export const inChunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_each, i) => all.slice(i * size, (i + 1) * size));
