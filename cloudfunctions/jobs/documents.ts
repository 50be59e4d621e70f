/** When a routine of the agenda is due next. */
export interface AgendaDocument {
  /** The routine's name. */
  _id: string;
  at: Date;
  /** How far one has come whose time was up; empty when it is to begin anew. */
  reached: string;
}
