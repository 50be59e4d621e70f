import type { Place } from '../domain/geo';
import { phoneNow } from './clock';
import { session, sessionKnown } from './session';

/** Where the person is, as well as one can tell. Places are GCJ-02. */
export interface Whereabouts {
  readonly place: Place;
  /** 'phone' has no name of its own: the page names it by the nearest station. */
  readonly label: string;
  readonly source: 'phone' | 'chosen' | 'city';
  /** The county or township chosen by hand; null otherwise. */
  readonly areaId: string | null;
}

export interface ChosenArea {
  readonly areaId: string;
  readonly label: string;
  readonly place: Place;
}

const KEY = 'chosenArea';
/** WeChat lets an app ask for the location about twice a minute. */
const FRESH_MS = 60_000;

let fix: { place: Place; at: number } | null = null;
/** Asked once and refused: not asked again until the person does so, or the app is opened anew. */
let refused = false;

/** The area chosen by hand, else the phone's location, else the middle of the city. Never rejects. */
export async function whereabouts(): Promise<Whereabouts | null> {
  const chosen = chosenArea();
  if (chosen) return { ...chosen, source: 'chosen' };
  const place = await phonePlace();
  if (place) return { place, label: '我的位置', source: 'phone', areaId: null };
  return cityCentre();
}

/** What is known without asking anybody: for distances that are good to have and worth no question. */
export const knownPlace = (): Place | null => chosenArea()?.place ?? fix?.place ?? null;

export function chosenArea(): ChosenArea | null {
  const kept = wx.getStorageSync<ChosenArea | ''>(KEY);
  return kept === '' ? null : kept;
}

export function chooseArea(area: ChosenArea): void {
  wx.setStorageSync(KEY, area);
}

/** Back to the phone's own location; false when its holder does not allow it. */
export async function usePhonePlace(): Promise<boolean> {
  refused = false;
  if (!(await phonePlace()) && !(await allowedInSettings())) return false;
  wx.removeStorageSync(KEY);
  return true;
}

/** For check-in: where the phone is now, or nothing. Asked once; a refusal is an answer too. */
export async function phonePlace(): Promise<Place | null> {
  if (fix && phoneNow() - fix.at < FRESH_MS) return fix.place;
  if (refused) return null;
  try {
    const { longitude, latitude } = await wx.getLocation({ type: 'gcj02' });
    fix = { place: { longitude, latitude }, at: phoneNow() };
    return fix.place;
  } catch {
    refused = true;
    return null;
  }
}

/** Once refused, WeChat asks no more: only its settings page can allow it. Whoever was never asked has nothing there. */
async function allowedInSettings(): Promise<boolean> {
  try {
    if ((await wx.getSetting()).authSetting['scope.userLocation'] === undefined) return false;
    const { authSetting } = await wx.openSetting();
    if (!authSetting['scope.userLocation']) return false;
    refused = false;
    return (await phonePlace()) !== null;
  } catch {
    return false;
  }
}

async function cityCentre(): Promise<Whereabouts | null> {
  await sessionKnown();
  const city = session()?.city;
  return city ? { place: city.centre, label: city.name, source: 'city', areaId: null } : null;
}
