import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { sendingData, whileBusy } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { canvasOf, loadCode, paint, pictureOf } from '../../../services/canvas';
import { readBytes, saveAndSend, saveToAlbum } from '../../../services/files';
import { tell } from '../../../services/phone';
import { posterModel, type PosterModel } from './model';
import { sheetOf } from './sheet';

const words = {
  SAVED: '已存到相册',
  REFUSED: '没有存：请在手机设置里允许存到相册',
  FAILED: '没有存成，请再试一次',
} as const;

/** One slot's code on paper: for a desk without a phone. It does not turn, so whoever scans it is flagged for the leader. */
Page({
  ...loadingOnce,
  data: { ...loadingData, ...sendingData, model: null as PosterModel | null },
  slotId: '',
  picture: '',

  onLoad({ slotId = '' }: PageQuery<'slotId'>) {
    this.slotId = slotId;
  },

  load() {
    const { slotId } = this;
    const asked = callOrRecall('attendance.poster', { slotId }, `poster:${slotId}`);
    return loadInto(this, asked, (poster) => {
      this.picture = poster.picture ?? '';
      return { model: posterModel(poster) };
    });
  },

  onLook() {
    const { picture } = this.data.model ?? { picture: '' };
    if (picture) wx.previewImage({ urls: [picture], fail: () => undefined });
  },

  /** The whole sheet as a picture, in a temporary file: a code alone does not say what it is for. */
  async print(model: PosterModel): Promise<string> {
    const canvas = await canvasOf('#paper');
    if (!canvas) throw new Error('there is no canvas');
    paint(canvas, sheetOf(model), await loadCode(canvas, this.picture));
    return pictureOf(canvas);
  },

  /** Words for whatever goes wrong. */
  async doing(work: (model: PosterModel) => Promise<void>) {
    const { model } = this.data;
    if (!model) return;
    await whileBusy(this, 'print', () => work(model).catch(() => tell(words.FAILED)));
  },

  onSave() {
    return this.doing(async (model) => tell(words[await saveToAlbum(await this.print(model))]));
  },

  onSend() {
    return this.doing(async (model) => {
      const bytes = await readBytes(await this.print(model));
      if (!(await saveAndSend(model.fileName, bytes))) tell(words.FAILED);
    });
  },
});
