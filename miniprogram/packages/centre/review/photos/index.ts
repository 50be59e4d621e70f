import { send, sendingData } from '../../../../kit/sending';
import type { Verdict } from '../../../../domain/activities/rules';
import { cloudNow } from '../../../../services/clock';
import { call } from '../../../../services/cloud';
import { confirm } from '../../../../services/phone';
import { showPhotos } from '../../../../services/photos';
import { heldPhotoRow, type HeldPhotoRow } from './model';

type Tapped = Tap<{ id: string }>;

/** Photos that the content check doubted, to be published or refused; nothing where none waits. */
Component({
  data: {
    rows: [] as HeldPhotoRow[],
    reasons: ['看得清服务对象的脸', '和活动没有关系', '不适合发布'],
    /** Its sheet is open. */
    refusing: '',
    ...sendingData,
  },
  pageLifetimes: {
    show() {
      void this.load();
    },
  },
  methods: {
    /** The page around it says why nothing can be had. */
    async load() {
      const result = await call('photos.held', {});
      const now = cloudNow();
      if (result.ok) this.setData({ rows: result.data.held.map((photo) => heldPhotoRow(photo, now)) });
    },
    onLook(event: Tapped) {
      const row = this.data.rows.find(({ id }) => id === event.currentTarget.dataset.id);
      if (row) showPhotos([row.src], 0);
    },
    async onPublish(event: Tapped) {
      const { id } = event.currentTarget.dataset;
      if (this.data.busy !== '') return;
      if (!(await confirm('发布这张照片？', '发布后大家在活动页都能看到。', '发布'))) return;
      await this.judge(id, 'publish', '');
    },
    onRefuse(event: Tapped) {
      const { id } = event.currentTarget.dataset;
      if (this.data.busy === '') this.setData({ refusing: id });
    },
    onCloseSheet() {
      this.setData({ refusing: '' });
    },
    async onReason(event: Told<{ reason: string }>) {
      const { refusing } = this.data;
      if (refusing !== '') await this.judge(refusing, 'refuse', event.detail.reason);
    },
    async judge(photoId: string, verdict: Verdict, reason: string) {
      await send(
        this,
        'photos.review',
        { photoId, verdict, reason },
        {
          name: photoId,
          done: verdict === 'publish' ? '已发布' : '已拿掉，会把原因告诉队长',
          answered: () => {
            this.setData({ refusing: '' });
            return this.load();
          },
        },
      );
    },
  },
});
