import type { Poster } from '../../../domain/attendance/views';
import { date, clockSpan } from '../../../services/format';

export interface PosterModel {
  readonly title: string;
  readonly slot: string;
  readonly times: string;
  readonly venue: string;
  /** As an image can show it; empty while WeChat gives none. */
  readonly picture: string;
  readonly fileName: string;
}

export const posterModel = ({ title, slot, venue, picture }: Poster): PosterModel => ({
  title,
  slot: slot.name,
  times: `${date(slot.start)} ${clockSpan(slot)}`,
  venue,
  picture: picture === null ? '' : `data:image/png;base64,${picture}`,
  fileName: `签到码-${title}-${slot.name}.jpg`,
});
