/** Finding, joining and leading a team. */
import type { ScreenList } from './screen';

export const team: ScreenList = { screens: [] };
