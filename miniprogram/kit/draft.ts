import { held, kept } from '../services/storage';

/**
 * What is typed is never lost: each form keeps it from the first letter on, by what the form is about, and begins with
 * it the next time, after going back as after a restart. It goes when it has been sent. ID numbers, what is told of
 * somebody else and whatever gives away an account are named as secret: nothing of them is written to storage, and they
 * are held in memory for as long as the app is open.
 */
export interface Draft<T extends object> {
  /** What a form begins with, and over it what was typed before. */
  over(start: T): T;
  /** What was changed; the rest stays as it was kept. */
  keep(changed: Partial<T>): void;
  drop(): void;
}

type Typed = Readonly<Record<string, unknown>>;
type Forms = Readonly<Record<string, Typed>>;

/** So many forms are kept half filled in; of more, the one that was touched longest ago goes. */
const MOST = 20;
const stored = kept<Forms>('forms');
const secrets = held<Forms>('forms:secret');

/** @param subject what it is about, where a page has forms of several; `secret`: see above, 'all' is every field. */
export function draftOf<T extends object>(
  form: string,
  subject = '',
  secret: readonly (keyof T)[] | 'all' = [],
): Draft<T> {
  const key = `${form} ${subject}`;
  const isSecret = (field: string): boolean => secret === 'all' || secret.includes(field as keyof T);
  return {
    over(start) {
      const typed = { ...stored.read()?.[key], ...secrets.read()?.[key] };
      const fields = Object.entries(start).map(([field, value]) => [
        field,
        fits(typed[field], value) ? typed[field] : (value as unknown),
      ]);
      return Object.fromEntries(fields) as T;
    },
    keep(changed) {
      const fields = Object.entries(changed);
      add(stored, key, Object.fromEntries(fields.filter(([field]) => !isSecret(field))));
      add(secrets, key, Object.fromEntries(fields.filter(([field]) => isSecret(field))));
    },
    drop() {
      for (const store of [stored, secrets]) {
        const { [key]: gone, ...others } = store.read() ?? {};
        if (gone) store.write(others);
      }
    },
  };
}

function add(store: typeof stored, key: string, changed: Typed): void {
  if (Object.keys(changed).length === 0) return;
  const { [key]: before, ...others } = store.read() ?? {};
  const latest = Object.entries(others).slice(1 - MOST);
  store.write({ ...Object.fromEntries(latest), [key]: { ...before, ...changed } });
}

/** An earlier version of the app may have kept something else under the same name. */
function fits(typed: unknown, start: unknown): boolean {
  if (typed === undefined) return false;
  if (start === null) return true;
  return typeof typed === typeof start && Array.isArray(typed) === Array.isArray(start);
}
