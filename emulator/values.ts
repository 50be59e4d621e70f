/** Readers for what comes in over the wire, where nothing may be trusted to have its type. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

export function integerOf(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** MongoDB's own limit; deeper ones would end in whatever walks them. */
const LEVELS_AT_MOST = 100;

/** Refuses a JSON text that is nested deeper than any document may be, before anything walks it. */
export function refuseDeep(text: string): void {
  let level = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (quoted && character === '\\') i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '{' || character === '[')) level += 1;
    else if (!quoted && (character === '}' || character === ']')) level -= 1;
    if (level > LEVELS_AT_MOST) throw new Error(`more than ${String(LEVELS_AT_MOST)} levels of nesting`);
  }
}

/** @throws Error where it is no JSON, or nested too deep. */
export function readJson(text: string): unknown {
  refuseDeep(text);
  return JSON.parse(text);
}
