import type { Verdict } from '../../../../domain/activities/rules';
import { cloudNow } from '../../../../services/clock';
import { call, isAnswer } from '../../../../services/cloud';
import { confirm, tell } from '../../../../services/phone';
import { showPhotos } from '../../../../services/photos';
import { sendingOnce } from '../../../../services/unanswered';
import { wordsFor } from '../../../../services/words';
import { heldPhotoRow, type HeldPhotoRow } from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

const sendOnce = sendingOnce();

/** Photos that the content check doubted, to be published or refused; nothing where none waits. */
Component({
  data: {
    rows: [] as HeldPhotoRow[],
    reasons: ['看得清服务对象的脸', '和活动没有关系', '不适合发布'],
    /** Its sheet is open. */
    refusing: '',
    /** The one whose verdict is on its way. */
    sending: '',
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
      if (this.data.sending !== '') return;
      if (!(await confirm('发布这张照片？', '发布后大家在活动页都能看到。', '发布'))) return;
      await this.judge(id, 'publish', '');
    },
    onRefuse(event: Tapped) {
      const { id } = event.currentTarget.dataset;
      if (this.data.sending === '') this.setData({ refusing: id });
    },
    onCloseSheet() {
      this.setData({ refusing: '' });
    },
    async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { refusing, sending } = this.data;
      if (refusing !== '' && sending === '') await this.judge(refusing, 'refuse', event.detail.reason);
    },
    async judge(photoId: string, verdict: Verdict, reason: string) {
      this.setData({ sending: photoId });
      const result = await sendOnce('photos.review', { photoId, verdict, reason });
      this.setData({ sending: '' });
      if (!result.ok) {
        tell(wordsFor(result.code, result.details));
        if (!isAnswer(result)) return;
      } else {
        tell(verdict === 'publish' ? '已发布' : '已拿掉，会把原因告诉队长');
      }
      this.setData({ refusing: '' });
      await this.load();
    },
  },
});
