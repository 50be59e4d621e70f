/** Stands in for a generic that has no implementation: glass-easel insists on one. */
export const EMPTY_COMPONENT = '/__builtin/empty';

/** Stands before classes and ids, and for the host, in compiled sheets; the phone puts the scope there. */
export const SCOPE_TOKEN = '__SCOPE__';
export const HOST_TOKEN = '__HOST__';

/** Template that stands for a page or component whose script failed. */
export const BROKEN_COMPONENT = '__builtin/broken';
