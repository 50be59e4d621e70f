/** When a routine of the agenda is due next; and one entry, 'behind', of what sweeps have not come to. */
export interface AgendaDocument {
  /** The routine's name. */
  _id: string;
  /** Of 'behind' the moment at which it was noted. */
  at: Date;
  /** How far one has come whose time was up; empty when it is to begin anew. */
  reached: string;
  /** By sweep how many things are due, 10,000 standing for more, and since when the first of them is. */
  behind?: Record<string, { due: number; since: Date }>;
}
