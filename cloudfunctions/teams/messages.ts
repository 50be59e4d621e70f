import type { Instant } from '#domain/time';
import type { OutboxDocument } from '../documents';
import { noteTo } from '../messages/outbox';
import type { TeamDocument } from './documents';

/** About a team, with its name and page. */
const noteOf =
  (kind: 'reviewed' | 'joined') =>
  (
    { _id, name }: Pick<TeamDocument, '_id' | 'name'>,
    accountId: string,
    state: string,
    detail: string,
    cause: string,
    now: Instant,
  ): OutboxDocument => {
    const page = `packages/team/view/index?id=${_id}`;
    return noteTo(kind, accountId, { about: _id, cause, page, title: name, state, detail }, now);
  };

/** What staff decided about a team, to whoever answers for it. */
export const teamReviewed = noteOf('reviewed');

/** What was decided about a person in a team, or about all of them. */
export const membershipChanged = noteOf('joined');
