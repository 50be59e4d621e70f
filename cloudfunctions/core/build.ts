declare const __BUILD__: string | undefined;

/** Set when the functions are bundled; told with every answer. */
export const build = typeof __BUILD__ === 'string' ? __BUILD__ : 'unbundled';
