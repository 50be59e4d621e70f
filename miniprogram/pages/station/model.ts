import { spokenName } from '../../domain/stations/rules';
import type { OpeningHours } from '../../domain/stations/types';
import type { StationView } from '../../domain/stations/views';
import { activityRow, areaName, type ActivityRow } from '../../services/cards';
import { clockWords, distance, opening, weekdays } from '../../services/format';
import { choiceName } from '../../services/session';
import { tierWords } from '../../services/words';

export interface StationPage {
  /** What is drawn for it, where it has no photos. */
  readonly picture: string;
  readonly name: string;
  readonly tier: string;
  readonly open: boolean;
  readonly opening: string;
  readonly distance: string;
  readonly address: string;
  readonly approximate: boolean;
  readonly phone: string;
  readonly hours: readonly string[];
  readonly facilities: readonly string[];
  readonly offers: readonly string[];
  readonly photos: readonly string[];
  /** From the top of the tree down to the one above this. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  readonly week: ActivityRow[];
  /** There is another page of it. */
  readonly weekGoesOn: boolean;
}

const hoursLine = ({ weekdays: days, open, close }: OpeningHours): string =>
  `${weekdays(days)} ${clockWords(open)}–${clockWords(close)}`;

const distanceWords = ({ distance: metres, approximate }: StationView, from: string): string =>
  metres === null ? '' : `离${from}${approximate ? '大约' : ''} ${distance(metres)}`;

const names = (kind: 'facilities' | 'offers', ids: readonly string[]): string[] =>
  ids.map((id) => choiceName(kind, id)).filter(Boolean);

/** What a card or a line in somebody's chat says of it: which, where and when it is open, with its first photo. */
export function shareOf({ name, hours, address, photos: [imageUrl] }: StationPage): {
  title: string;
  imageUrl?: string;
} {
  const words = { title: [name, hours[0], address].filter(Boolean).join('｜') };
  return imageUrl === undefined ? words : { ...words, imageUrl };
}

/** `from` is '我', or the place that was chosen instead of the phone's. */
export function stationPage(station: StationView, from: string, now: number): StationPage {
  return {
    picture: station.tier,
    name: spokenName(station.name),
    tier: tierWords[station.tier],
    open: station.openState.open,
    opening: opening(station.openState),
    distance: distanceWords(station, from),
    address: station.address,
    approximate: station.approximate,
    phone: station.phone,
    hours: station.openingHours.map(hoursLine),
    facilities: names('facilities', station.facilities),
    offers: names('offers', station.offers),
    photos: station.photos,
    path: station.path.map(({ id, name }) => ({ id, name: areaName(name) })),
    week: station.week.map((card) => activityRow(card, now)),
    // What an older version kept on the phone lacks it.
    weekGoesOn: Boolean(station.weekNext),
  };
}
