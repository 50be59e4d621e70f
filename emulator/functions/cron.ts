import { Cron } from 'croner';

/** CloudBase knows numbers, names of three letters, and these signs; the library would take more. */
const FIELD = /^(\*|\d+|[A-Z]{3})([-,/](\*|\d+|[A-Z]{3}))*$/i;
const SUNDAY_AGAIN = /(^|\D)7(\D|$)/;

/**
 * A timer as CloudBase writes it: seven fields (second minute hour day month weekday year) in UTC+8. When both day and
 * weekday are restricted, either is enough. Refuses with an Error what is none.
 */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 7) throw new Error(`a timer has seven fields: ${text}`);
  const strange = fields.find((field) => !FIELD.test(field));
  if (strange !== undefined || SUNDAY_AGAIN.test(fields[5] ?? ''))
    throw new Error(`not a cron field: ${strange ?? fields[5] ?? ''}`);
  return new Cron(fields.join(' '), { mode: '7-part', timezone: 'Asia/Shanghai' });
}

/** The first firing after an instant, null when there is none. */
export const nextFiring = (cron: Cron, after: Date): Date | null => cron.nextRun(after);
