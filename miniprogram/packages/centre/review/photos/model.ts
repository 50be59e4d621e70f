import type { HeldPhoto } from '../../../../domain/activities/views';
import type { Instant } from '../../../../domain/time';
import { moment } from '../../../../services/format';

export interface HeldPhotoRow {
  readonly id: string;
  readonly src: string;
  readonly title: string;
  /** '暖心理发队，今天 8:00 放上来' */
  readonly from: string;
  readonly report: string;
}

export const heldPhotoRow = (photo: HeldPhoto, now: Instant): HeldPhotoRow => ({
  id: photo.id,
  src: photo.file,
  title: photo.title,
  from: `${photo.teamName}，${moment(photo.at, now)} 放上来`,
  report: photo.report,
});
