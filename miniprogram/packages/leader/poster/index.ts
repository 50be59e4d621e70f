import { callOrRecall } from '../../../services/cache';
import { keepFile, saveAndSend, saveToAlbum } from '../../../services/files';
import { tell } from '../../../services/phone';
import { wordsFor } from '../../../services/words';
import { posterModel, type PosterModel } from './model';

const words = {
  SAVED: '已存到相册',
  REFUSED: '没有存：请在手机设置里允许存到相册',
  FAILED: '没有存成，请再试一次',
} as const;

/** One slot's code on paper: for a desk without a phone. It does not turn, so whoever scans it is flagged for the leader. */
Page({
  data: { model: null as PosterModel | null, failure: '', busy: false },
  slotId: '',
  picture: '',

  onLoad({ slotId = '' }: { slotId?: string }) {
    this.slotId = slotId;
    void this.load();
  },

  async load() {
    const { slotId } = this;
    const result = await callOrRecall('attendance.poster', { slotId }, `poster:${slotId}`);
    if (!result.ok) return this.setData({ failure: wordsFor(result.code, result.details) });
    this.picture = result.data.picture ?? '';
    this.setData({ model: posterModel(result.data), failure: '' });
  },

  onRetry() {
    this.setData({ failure: '', model: null });
    void this.load();
  },

  onLook() {
    const { picture } = this.data.model ?? { picture: '' };
    if (picture) wx.previewImage({ urls: [picture], fail: () => undefined });
  },

  async onSave() {
    const { model, busy } = this.data;
    if (!model || busy) return;
    this.setData({ busy: true });
    const filePath = await keepFile(model.fileName, this.picture);
    tell(words[filePath === null ? 'FAILED' : await saveToAlbum(filePath)]);
    this.setData({ busy: false });
  },

  async onSend() {
    const { model } = this.data;
    if (model && !(await saveAndSend(model.fileName, this.picture))) tell(words.FAILED);
  },
});
