import type { MessageKind } from '../domain/settings';
import { session } from './session';

/** At most three templates fit into one question. */
const AT_ONCE = 3;

/**
 * Asks for leave to send one message of each kind, and tells whether any was given. Only works inside a tap;
 * a refusal changes nothing.
 */
export async function askReminders(kinds: readonly MessageKind[]): Promise<boolean> {
  const templates = session()?.templates ?? {};
  const tmplIds = kinds.map((kind) => templates[kind]).filter((id): id is string => Boolean(id));
  if (tmplIds.length === 0) return false;
  try {
    const answers: Readonly<Record<string, unknown>> = await wx.requestSubscribeMessage({
      tmplIds: tmplIds.slice(0, AT_ONCE),
    });
    return tmplIds.some((id) => answers[id] === 'accept');
  } catch {
    // The person has switched messages off, or this phone is too old: signing up goes on without.
    return false;
  }
}
