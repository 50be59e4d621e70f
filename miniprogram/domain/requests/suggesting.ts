import { distanceBetween, type Place } from '../geo';
import { reachesCounty } from './rules';

/** A team that could go, and why it stands where it does. */
export interface Suggestion {
  readonly id: string;
  readonly name: string;
  readonly distance: number;
  /** Requests that it has now. */
  readonly load: number;
  /** Of its last ones: how many were done, and how many of how many it gave back. */
  readonly done: number;
  readonly givenBack: number;
}

/** A team that could be asked. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly areas: readonly string[];
  readonly place: Place;
  /** Requests that it has now. */
  readonly load: number;
  /** Of the last that it had, whether it did each. */
  readonly had: readonly boolean[];
}

/** How much farther a team may be for each request that it has less, and for each that another gave back, in metres. */
const METRES_A_LOAD = 2000;
const METRES_GIVEN_BACK = 3000;

const effort = ({ distance, load, givenBack }: Suggestion): number =>
  distance + load * METRES_A_LOAD + givenBack * METRES_GIVEN_BACK;

const SHOWN = 8;

/**
 * Teams that may be sent it, best first: by how far they are, how much they have, and how much they gave back lately, all of
 * which is shown with them. Teams that gave this one back are left out.
 */
export function suggested(
  request: { readonly areas: readonly string[]; readonly place: Place; readonly tried: readonly string[] },
  candidates: readonly Candidate[],
): Suggestion[] {
  return candidates
    .filter(({ id, areas }) => reachesCounty(areas, request.areas) && !request.tried.includes(id))
    .map(({ id, name, place, load, had }): Suggestion => {
      const done = had.filter(Boolean).length;
      const distance = Math.round(distanceBetween(place, request.place));
      return { id, name, distance, load, done, givenBack: had.length - done };
    })
    .sort((a, b) => effort(a) - effort(b) || (a.id < b.id ? -1 : 1))
    .slice(0, SHOWN);
}
