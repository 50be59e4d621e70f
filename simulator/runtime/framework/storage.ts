import type { GrantState, Grants, Storage } from '../host';

/** wx's storage, apart for every person, in the browser's. */
export function createStorage(openid: string): Storage {
  const prefix = `storage:${openid}:`;
  const keys = (): string[] =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  return {
    get: (key) => localStorage.getItem(prefix + key),
    set: (key, value) => localStorage.setItem(prefix + key, value),
    remove: (key) => localStorage.removeItem(prefix + key),
    clear: () => keys().forEach((key) => localStorage.removeItem(prefix + key)),
    keys,
  };
}

/** What the person has allowed; WeChat keeps it when the app clears its storage. */
export function createGrants(openid: string): Grants {
  const key = `grants:${openid}`;
  const all = (): Record<string, GrantState> =>
    JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, GrantState>;
  return {
    get: (scope) => all()[scope] ?? 'unasked',
    set: (scope, state) => localStorage.setItem(key, JSON.stringify({ ...all(), [scope]: state })),
    all,
  };
}
