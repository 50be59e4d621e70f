import type { Instant } from '#domain/time';
import { _, update } from '../core/database';

/** Whoever scanned without network tells of it within some days; nobody leaves a team's lead so often. */
const ENDED_KEPT = 20;

/**
 * When somebody leads these teams no more, the keys on their phone are worth nothing from then on. Written before they
 * go: broken off between the two, the keys were renewed for nothing, and no one keeps them who should not.
 */
export async function renewCodes(teamIds: readonly string[], now: Instant): Promise<void> {
  if (teamIds.length === 0) return;
  const ended = _.push({ each: [new Date(now)], slice: -ENDED_KEPT });
  await update('teams', { _id: _.in(teamIds) }, { 'codes.round': _.inc(1), 'codes.ended': ended });
}
