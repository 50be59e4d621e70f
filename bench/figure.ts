/** One line of what the bench prints. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly wanted: string;
}
