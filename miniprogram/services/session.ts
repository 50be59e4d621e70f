import type { CityView, SessionAnswer, SessionView } from '../domain/accounts/views';
import { defined } from '../domain/defined';
import { recall, remember } from './cache';
import { call, type Result } from './cloud';
import { forgetAccount } from './storage';

/** Who holds this phone, what the city is called, and the lists of choices. */
type Listener = (session: SessionView) => void;

const KEY = 'session';
const listeners = new Set<Listener>();
let current: SessionView | null = null;
let opening: Promise<Result<SessionView>> | null = null;

/** What is known now; the last launch's answer until this one's comes. */
export function session(): SessionView | null {
  current ??= recall<SessionView>(KEY)?.value ?? null;
  return current;
}

/** Opens the session once for all callers; after a failure the next caller tries again. */
export function openSession(): Promise<Result<SessionView>> {
  opening ??= open().then((result) => {
    if (result.ok) keep(result.data);
    else opening = null;
    return result;
  });
  return opening;
}

/** Of the city only what this phone does not know yet. */
async function open(): Promise<Result<SessionView>> {
  const known = session();
  const result = await call('session.open', defined({ knows: known?.version }));
  return result.ok ? { ok: true, data: withCity(result.data, known) } : result;
}

/** Nothing of the city comes to whoever knows it. */
const withCity = ({ ofCity, ...own }: SessionAnswer, known: SessionView | null): SessionView => ({
  ...(known as CityView),
  ...ofCity,
  ...own,
});

/** Until names of choices can be told, if they ever can: an old session is good enough for that. */
export async function sessionKnown(): Promise<void> {
  if (!session()) await openSession();
}

/** After something changed who one is: a name given, a team founded. */
export async function reopenSession(): Promise<Result<SessionView>> {
  opening = null;
  return openSession();
}

/** Tells the listener what is known now, if anything, and every change; answers how to stop. */
export function onSession(listener: Listener): () => void {
  listeners.add(listener);
  const known = session();
  if (known) listener(known);
  return () => void listeners.delete(listener);
}

/** After account.introduce: no need to ask the cloud again. */
export function introduced(name: string): void {
  if (current) keep({ ...current, name, introduced: true });
}

/** After more messages were allowed. */
export function granted(grants: SessionView['grants']): void {
  if (current) keep({ ...current, grants });
}

function keep(next: SessionView): void {
  // This WeChat had another account: it was bound to another phone, or given up.
  const before = session()?.accountId ?? '';
  if (before !== '' && before !== next.accountId) forgetAccount();
  current = next;
  remember(KEY, next);
  listeners.forEach((listener) => listener(next));
}

type ChoiceKind = keyof SessionView['choices'];

/** The name of a category, facility or offer; nothing for one that the city no longer has. */
export function choiceName(kind: ChoiceKind, id: string): string {
  return session()?.choices[kind].find((choice) => choice.id === id)?.name ?? '';
}
