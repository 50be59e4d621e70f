/**
 * What a function's bundle does without: parts of wx-server-sdk that no function of ours calls, more than half of it. The
 * rest of the SDK is bundled as it is. Whoever uses such a part all the same gets an Error that says what is left out.
 */
import type { Plugin } from 'esbuild';

/** A package, or a file by its path from its package's name on; and why no function misses it. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  '@cloudbase/node-sdk/dist/ai/index.js': 'language models; brings a client SDK and streams of its own',
  '@cloudbase/wx-cloud-client-sdk': 'data models and MySQL',
  '@cloudbase/database/dist/commonjs/realtime/websocket-client.js': 'watch; functions ask, and do not wait',
  'mime-db': 'endings of files that openapi calls carry; ours carry none',
  'mime-types': 'types of files in a form; ours hold plain fields',
  xmlbuilder: 'writing XML; storage’s errors are only read',
  jsonwebtoken: 'tickets for logins of other kinds',
  axios: 'asks a machine whose it is, where it is not known to be a function’s',
  'http-proxy-agent': 'proxies, for debugging',
  'https-proxy-agent': 'proxies, for debugging',
};

/** The one of the parts that a file belongs to. */
function partOf(file: string, parts: readonly string[]): string | undefined {
  const inModules = file.replaceAll('\\', '/').split('node_modules/').at(-1) ?? file;
  return parts.find((part) => inModules === part || inModules.startsWith(`${part}/`));
}

/** Stands where the part stood: it can be loaded, and anything else that is done with it throws. */
function standIn(part: string, why: string): string {
  const message = `${part} is left out of this bundle (${why}): scripts/left-out.ts`;
  return `const refuse = () => { throw new Error(${JSON.stringify(message)}); };
module.exports = new Proxy(refuse, {
  get: (_, key) => (key === '__esModule' ? undefined : refuse()),
  construct: refuse,
});`;
}

/** Parts that a bundle with the SDK has not met. */
function unmetParts(files: readonly string[], parts: readonly string[]): string[] {
  if (!files.some((file) => file.includes('node_modules/wx-server-sdk/'))) return [];
  const met = new Set(files.map((file) => partOf(file, parts)));
  return parts.filter((part) => !met.has(part));
}

/** Leaves the parts out. A build in which one is not met fails: the SDK has changed, and the list has to be looked at. */
export function leaveOut(leftOut = LEFT_OUT): Plugin {
  const parts = Object.keys(leftOut);
  return {
    name: 'leave out',
    setup(plugin) {
      plugin.initialOptions.metafile = true;
      plugin.onLoad({ filter: /node_modules/ }, ({ path }) => {
        const part = partOf(path, parts);
        return part === undefined ? undefined : { contents: standIn(part, leftOut[part] ?? '') };
      });
      plugin.onEnd(({ metafile }) => {
        const unmet = unmetParts(Object.keys(metafile?.inputs ?? {}), parts);
        return { errors: unmet.map((part) => ({ text: `${part} is not there to be left out` })) };
      });
    },
  };
}
