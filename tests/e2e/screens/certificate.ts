/** Certificates, the page that verifies them, and benefits. */
import type { ScreenList } from './screen';

export const certificate: ScreenList = { screens: [] };
