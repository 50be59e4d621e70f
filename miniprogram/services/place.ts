import { distanceBetween, type Place } from '../domain/geo';
import { phoneNow } from './clock';
import { session, sessionKnown } from './session';
import { kept } from './storage';
import { orAfter } from './waiting';

/** Where the person is, as well as one can tell. Places are GCJ-02. */
export interface Whereabouts {
  readonly place: Place;
  /** 'phone' has no name of its own: the page names it by the nearest station. */
  readonly label: string;
  readonly source: 'phone' | 'chosen' | 'city';
  /** The county or township chosen by hand; null otherwise. */
  readonly areaId: string | null;
  /** How far the phone is from the city, where that is too far for anything to be near. */
  readonly awayMetres?: number | undefined;
}

export interface ChosenArea {
  readonly areaId: string;
  readonly label: string;
  readonly place: Place;
}

const area = kept<ChosenArea>('chosenArea');
/** WeChat lets an app ask for the location about twice a minute. */
const FRESH_MS = 60_000;
/** Metres from the middle of the city: farther than any county of it reaches. */
const FAR_AWAY = 200_000;
/** Indoors a phone may look for itself for long: a page is not held up by that. */
const PATIENCE_MS = 5000;

/**
 * Why there is no fix. Denied: its holder does not want this app to know. Off: the phone, or WeChat on it, may not know
 * itself. Failed: it could not find itself this time; the next time it may.
 */
export type NoFix = 'denied' | 'off' | 'failed';
type Fix = { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly why: NoFix };

let fix: { place: Place; at: number } | null = null;
/** Asked once and denied: not asked again until the person does so, or the app is opened anew. */
let denied = false;
let looking: Promise<Fix> | null = null;

/**
 * The area chosen by hand, else the phone's location where its holder has allowed that before, else the middle of the
 * city. Never rejects, and never asks for a location: that is asked on a tap, by `usePhonePlace`.
 */
export async function whereabouts(): Promise<Whereabouts | null> {
  const chosen = chosenArea();
  if (chosen) return { ...chosen, source: 'chosen' };
  const place = (await permission()) === true ? await phonePlace() : null;
  if (!place) return cityCentre();
  const awayMetres = awayFromCity(place);
  const city = awayMetres === undefined ? null : await cityCentre();
  if (city) return { ...city, awayMetres };
  return { place, label: '我的位置', source: 'phone', areaId: null };
}

/** What is known without asking anybody: for distances that are good to have and worth no question. */
export const knownPlace = (): Place | null => chosenArea()?.place ?? fix?.place ?? null;

export const chosenArea = (): ChosenArea | null => area.read();

/** Where storage does not take it, it holds as long as the app is open: another time it is chosen again. */
export function chooseArea(chosen: ChosenArea): void {
  area.write(chosen);
}

/** Back to the phone's own location; null when it is known, else why it is not. */
export async function usePhonePlace(): Promise<NoFix | null> {
  denied = false;
  const first = await look();
  const found = !first.ok && first.why === 'denied' && (await allowedInSettings()) ? await look() : first;
  if (!found.ok) return found.why;
  area.remove();
  return null;
}

/** For check-in: where the phone is now, or nothing. */
export async function phonePlace(): Promise<Place | null> {
  if (denied) return null;
  const found = await look();
  return found.ok ? found.place : null;
}

/** While WeChat asks its holder, that is waited for; afterwards a fix that takes long comes for the next who asks. */
async function look(): Promise<Fix> {
  if (fix && phoneNow() - fix.at < FRESH_MS) return { ok: true, place: fix.place };
  looking ??= twice().finally(() => {
    looking = null;
  });
  const wasAsked = (await permission()) !== undefined;
  return wasAsked ? orAfter(looking, PATIENCE_MS, { ok: false, why: 'failed' } as const) : looking;
}

/** A denial is an answer; a fix that failed is tried once more. */
async function twice(): Promise<Fix> {
  const first = await locate();
  return !first.ok && first.why === 'failed' ? locate() : first;
}

async function locate(): Promise<Fix> {
  try {
    const { longitude, latitude } = await wx.getLocation({ type: 'gcj02' });
    fix = { place: { longitude, latitude }, at: phoneNow() };
    denied = false;
    return { ok: true, place: fix.place };
  } catch (error) {
    const why = await whyNot(error);
    denied = why === 'denied';
    return { ok: false, why };
  }
}

/** WeChat words one failure in many ways: what its settings say is plain. Privacy is asked apart from them. */
async function whyNot(error: unknown): Promise<NoFix> {
  const { errMsg = '' } = error as { errMsg?: string };
  if (/privacy/i.test(errMsg) || (await permission()) === false) return 'denied';
  const isOff =
    !wx.getSystemSetting().locationEnabled || wx.getAppAuthorizeSetting().locationAuthorized === 'denied';
  return isOff ? 'off' : 'failed';
}

/** As its holder has set it for this app; undefined where they were never asked. */
async function permission(): Promise<boolean | undefined> {
  try {
    return (await wx.getSetting()).authSetting['scope.userLocation'];
  } catch {
    return undefined;
  }
}

/** Once denied, WeChat asks no more: only its settings page can allow it. Whoever was never asked has nothing there. */
async function allowedInSettings(): Promise<boolean> {
  if ((await permission()) === undefined) return false;
  try {
    const { authSetting } = await wx.openSetting();
    return authSetting['scope.userLocation'] === true;
  } catch {
    return false;
  }
}

/** Undefined where the phone is in or around the city, and while no city is known. */
function awayFromCity(place: Place): number | undefined {
  const centre = session()?.city.centre;
  const away = centre ? distanceBetween(place, centre) : 0;
  return away > FAR_AWAY ? away : undefined;
}

async function cityCentre(): Promise<Whereabouts | null> {
  await sessionKnown();
  const city = session()?.city;
  return city ? { place: city.centre, label: city.name, source: 'city', areaId: null } : null;
}
