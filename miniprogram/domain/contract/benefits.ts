/** Benefits: what shops offer by star. */
export const benefits = {} as const;
