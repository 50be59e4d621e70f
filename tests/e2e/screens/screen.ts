/** What the lists of screens are made of. */
import type { City } from '../../../harness/city';
import type { LonePhone } from '../../../harness/phones';
import type { World } from '../../../harness/world';

/** The running city, and what the lists call by a name in `{braces}`, by id. */
export interface Stage {
  readonly city: City;
  readonly world: World;
  readonly ids: Record<string, string>;
}

export interface Screen {
  /** Of the pictures, too: `name.png`, by night `name-dark.png` and, at WeChat's largest text, `name-large.png`. */
  readonly name: string;
  /** Who looks. */
  readonly openid: string;
  readonly path: string;
  readonly offline?: boolean;
  readonly elsewhere?: boolean;
  /** What a person does to come to this state. */
  readonly act?: (phone: LonePhone, stage: Stage) => Promise<void>;
  /** Text that stands there once the state is reached. */
  readonly shows: string | RegExp;
}

export interface ScreenList {
  readonly screens: readonly Screen[];
  /** Puts what the paths name into `stage.ids`, and whatever the seed lacks into the city. Runs once, before all. */
  readonly prepare?: (stage: Stage) => Promise<void>;
}

export const VOLUNTEER = 'o-chen-xiaoyu';
export const NEWCOMER = 'o-newcomer';
export const LEADER = 'o-wang-fang';
export const OFFICER = 'o-officer';

/** The words of a no to who may not see this page, whether or not there is something. */
export const SAYS_NO = /您不能做这一步|没有找到/;

const NO_NETWORK = /没有网络/;

export const offline = (name: string, path: string, openid = VOLUNTEER): Screen => ({
  name: `${name}-offline`,
  openid,
  path,
  offline: true,
  shows: NO_NETWORK,
});

/** An activity of the seed, by its title; the first that starts after this moment. */
export async function activityOf(
  { world }: Stage,
  title: string,
  teamLeader: string,
  from: number,
): Promise<string> {
  const { teams } = await world.did(teamLeader, 'session.open', {});
  const all = await world.documents('activities', { title, teamId: teams[0]?.id });
  const coming = all.filter(({ start }) => start instanceof Date && start.getTime() > from);
  return String(coming[0]?._id);
}

export async function signupOf({ world }: Stage, openid: string, activityId: string): Promise<string> {
  const { slots } = await world.did(openid, 'activities.view', { activityId });
  return slots.find(({ mine }) => mine)?.mine?.signupId ?? '';
}
