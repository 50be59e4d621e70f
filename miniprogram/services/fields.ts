import * as v from 'valibot';
import { mostOf } from '../domain/fields';

/** What is wrong with what was typed into a field: that it is too long, or else what `wrong` says; '' when nothing is. */
export function fieldFault(field: v.GenericSchema, typed: string, wrong: string): string {
  const read = v.safeParse(field, typed);
  if (read.success) return '';
  const most = mostOf(read.issues[0]);
  return most === undefined ? wrong : `最多 ${most} 个字`;
}

/** The faults that there are, of all that were looked for. */
export const thoseSaid = <Faults extends Readonly<Partial<Record<string, string>>>>(faults: Faults) =>
  Object.fromEntries(Object.entries(faults).filter(([, words]) => words !== '')) as Partial<Faults>;
