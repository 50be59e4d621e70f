/** Asking for leave to send subscribe messages, and telling the cloud what was given. */
import { kindsToAsk, leftOf } from '../domain/messages/grants';
import type { MessageKind, Settings } from '../domain/settings';
import { call, isAnswer, newNonce } from './cloud';
import { granted, session } from './session';
import { kept } from './storage';

type Templates = Settings['messages']['templates'];

/**
 * Asks for one message of each of these kinds, at most three at once, the most needed first, and tells whether
 * the person will be told of any. Only works inside a tap; a refusal changes nothing.
 */
export async function askReminders(wanted: readonly MessageKind[]): Promise<boolean> {
  const known = session();
  if (!known) return false;
  const kinds = kindsToAsk(wanted, known.grants, known.templates);
  if (kinds.length === 0) return wanted.some((kind) => leftOf(known.grants, kind) > 0);
  const accepted = await accept(kinds, known.templates);
  if (accepted.length > 0) void report(accepted);
  return accepted.length > 0;
}

async function accept(kinds: readonly MessageKind[], templates: Templates): Promise<MessageKind[]> {
  try {
    const answers: Readonly<Record<string, unknown>> = await wx.requestSubscribeMessage({
      tmplIds: kinds.map((kind) => templates[kind]),
    });
    return kinds.filter((kind) => answers[templates[kind]] === 'accept');
  } catch {
    // The person has switched messages off, or this phone is too old: what was tapped goes on without.
    return [];
  }
}

/** What was allowed and the cloud has not heard: without it the message would not be sent. */
interface Allowed {
  readonly nonce: string;
  readonly kinds: MessageKind[];
}
const unheard = kept<readonly Allowed[]>('grants');

async function report(kinds: MessageKind[]): Promise<void> {
  unheard.write([...(unheard.read() ?? []), { nonce: newNonce(), kinds }]);
  await reportAllowed();
}

/** Sent until it is answered, at the app's start and whenever more is allowed; each counts once by its nonce. */
export async function reportAllowed(): Promise<void> {
  for (const { nonce, kinds } of unheard.read() ?? []) {
    const result = await call('messages.granted', { kinds }, { nonce });
    if (!isAnswer(result)) return;
    unheard.write((unheard.read() ?? []).filter((each) => each.nonce !== nonce));
    if (result.ok) granted(result.data.grants);
  }
}
