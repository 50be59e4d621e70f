import type { Instant } from '#domain/time';
import type { OutboxDocument } from '../documents';
import { noteTo } from '../system/messages';
import type { TeamDocument } from './documents';

type Named = Pick<TeamDocument, '_id' | 'name'>;

const page = (team: Named): string => `packages/team/view/index?id=${team._id}`;

/** What staff decided about a team, to whoever answers for it. */
export const teamReviewed = (
  team: Named,
  accountId: string,
  state: string,
  detail: string,
  cause: string,
  now: Instant,
): OutboxDocument =>
  noteTo('reviewed', accountId, { about: team._id, cause, page: page(team), title: team.name, state, detail }, now); // prettier-ignore

/** What leaders decided about a person. */
export const membershipChanged = (
  team: Named,
  accountId: string,
  state: string,
  detail: string,
  cause: string,
  now: Instant,
): OutboxDocument =>
  noteTo('joined', accountId, { about: team._id, cause, page: page(team), title: team.name, state, detail }, now); // prettier-ignore
