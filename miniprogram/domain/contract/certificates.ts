/** Certificates. */
export const certificates = {} as const;
