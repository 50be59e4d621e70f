import type { Query } from '../host';

export interface PageUrl {
  route: string;
  query: Query;
}

/** `/pages/a?x=1`, or relative to the page it is written in. As in WeChat values are not decoded. */
export function parsePageUrl(url: string, from: string): PageUrl {
  const [path = '', search = ''] = url.split('?', 2);
  return { route: resolveRoute(path, from), query: parseQuery(search) };
}

function parseQuery(search: string): Query {
  const query: Query = {};
  for (const part of search.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    if (at < 0) query[part] = '';
    else query[part.slice(0, at)] = part.slice(at + 1);
  }
  return query;
}

export function formatPageUrl({ route, query }: PageUrl): string {
  const search = Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return search === '' ? route : `${route}?${search}`;
}

function resolveRoute(path: string, from: string): string {
  if (path.startsWith('/')) return path.slice(1);
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** A reload of the browser, or of changed sources, comes back to this page. */
export function rememberUrl(url: PageUrl): void {
  const parameters = new URLSearchParams(location.search);
  parameters.set('path', formatPageUrl(url));
  history.replaceState(null, '', `?${parameters.toString()}`);
}
