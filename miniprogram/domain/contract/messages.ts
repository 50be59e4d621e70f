/** Subscribe messages. */
export const messages = {} as const;
