/** One line of what the bench prints. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly wanted: string;
  readonly holds: boolean;
}

export const atMost = (what: string, figure: number, bound: number, digits = 0): Figure => ({
  what,
  figure: figure.toFixed(digits),
  wanted: `≤ ${bound}`,
  holds: figure <= bound,
});

export const atLeast = (what: string, figure: number, bound: number): Figure => ({
  what,
  figure: String(figure),
  wanted: `≥ ${bound}`,
  holds: figure >= bound,
});

export const exactly = (what: string, figure: number, wanted: number): Figure => ({
  what,
  figure: String(figure),
  wanted: String(wanted),
  holds: figure === wanted,
});

/** Nothing is asked of it. */
export const told = (what: string, figure: string): Figure => ({ what, figure, wanted: '', holds: true });
