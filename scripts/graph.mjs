/** `npm run graph`: draws the rooms and what they import into docs/architecture.md, as far as no longer way says it. */
import { readFile, writeFile } from 'node:fs/promises';
import { cruise } from 'dependency-cruiser';
import configuration from '../.dependency-cruiser.cjs';
import rooms from '../rooms.cjs';

const PAGE = new URL('../docs/architecture.md', import.meta.url);
const [BEGIN, END] = ['<!-- rooms: npm run graph -->', '<!-- /rooms -->'];

/** Rooms that are one in the drawing, by the first word of their names. */
const TOGETHER = {
  panel: 'simulator',
  runtime: 'simulator',
  contract: 'domain',
  documents: 'core',
  schema: 'core',
};

function roomOf(file) {
  const room = rooms.ROOMS.find(([, path]) => new RegExp(path).test(file));
  const [word] = room ? room[0].split(/[ /]/) : [];
  return TOGETHER[word] ?? word;
}

async function arrows() {
  const { output } = await cruise(rooms.SOURCES, configuration.options);
  const found = new Map();
  for (const { source, dependencies } of output.modules) {
    const from = roomOf(source);
    for (const to of dependencies.map(({ resolved }) => roomOf(resolved))) {
      if (from === undefined || to === undefined || to === from) continue;
      found.set(from, (found.get(from) ?? new Set()).add(to));
    }
  }
  return found;
}

const below = (all, from, seen = new Set()) => {
  for (const next of all.get(from) ?? []) if (!seen.has(next)) below(all, next, seen.add(next));
  return seen;
};

/** Without arrows that a longer way says as well. */
function drawing(all) {
  const lines = [...all].flatMap(([from, next]) =>
    [...next]
      .filter((to) => ![...next].some((other) => other !== to && below(all, other).has(to)))
      .map((to) => `  ${from} --> ${to}`),
  );
  return ['```mermaid', 'graph TD', ...lines, '```'].join('\n');
}

const page = await readFile(PAGE, 'utf8');
const [before, rest] = page.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error('docs/architecture.md has no place for the drawing');
await writeFile(PAGE, `${before}${BEGIN}\n${drawing(await arrows())}\n${END}${after}`);
