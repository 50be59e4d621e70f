import * as v from 'valibot';
import { KINDS_AT_ONCE, type Grants } from '../messages/grants';
import { messageKinds } from '../settings';
import { answers, writes } from './define';

const kinds = v.pipe(v.array(v.picklist(messageKinds)), v.minLength(1), v.maxLength(KINDS_AT_ONCE));

/** Subscribe messages. */
export const messages = {
  /** What the person has just accepted: one message of each kind may be sent. Answers how many are left. */
  'messages.granted': writes('member', 'account', v.strictObject({ kinds }), answers<{ grants: Grants }>()),
} as const;
