import type { MessageKind } from '../settings';

/**
 * Leave to send: WeChat lets one message of a template through for each time that the person accepted it. The
 * counts here follow what phones report, so that nothing is sent that WeChat would turn away.
 */
export type Grants = Readonly<Partial<Record<MessageKind, number>>>;

/** Kept of each kind; whoever accepts more often than that is told long enough. */
export const GRANTS_AT_MOST = 20;
/** One question of WeChat holds so many templates. */
export const KINDS_AT_ONCE = 3;
/** Whoever has so many left of a kind is not asked for it again. */
const ENOUGH = 3;

export const leftOf = (grants: Grants | undefined, kind: MessageKind): number => grants?.[kind] ?? 0;

/**
 * Which kinds a tap asks for, the most needed first: those that nothing is left of before those that run low,
 * and among equals as they are wanted. Kinds without a template, and a template named twice, are left out.
 */
export function kindsToAsk(
  wanted: readonly MessageKind[],
  left: Grants | undefined,
  templates: Readonly<Partial<Record<MessageKind, string>>>,
): MessageKind[] {
  const seen = new Set<string>();
  const askable = wanted.filter((kind) => {
    const template = templates[kind] ?? '';
    if (template === '' || seen.has(template) || leftOf(left, kind) >= ENOUGH) return false;
    seen.add(template);
    return true;
  });
  return askable
    .map((kind, order) => ({ kind, order, left: leftOf(left, kind) }))
    .sort((a, b) => a.left - b.left || a.order - b.order)
    .slice(0, KINDS_AT_ONCE)
    .map(({ kind }) => kind);
}

/** What is left once these have been accepted. */
export function withGranted(grants: Grants | undefined, kinds: readonly MessageKind[]): Grants {
  const next: Partial<Record<MessageKind, number>> = { ...grants };
  for (const kind of new Set(kinds)) next[kind] = Math.min(GRANTS_AT_MOST, leftOf(grants, kind) + 1);
  return next;
}
