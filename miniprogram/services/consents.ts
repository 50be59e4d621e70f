import { session } from './session';

/**
 * Whether this phone may tell its place at check-in, as far as its holder has answered us: asked at
 * registration, changed on the privacy page. WeChat asks besides.
 */
export const mayTellPlace = (): boolean => session()?.tellsPlace ?? true;
