import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData, whileBusy } from '../../../kit/sending';
import type { CertificateView } from '../../../domain/certificates/views';
import { callOrRecall } from '../../../services/cache';
import { canvasOf, loadCode, paint, pictureOf } from '../../../services/canvas';
import { readBytes, saveAndOpen, saveAndSend, saveToAlbum } from '../../../services/files';
import type { Sheet } from '../../../services/paper';
import { pdfOf } from '../pdf';
import { confirm, tell } from '../../../services/phone';
import { fileName, viewModel, type ViewModel } from './model';
import { pagesOf } from './paper';

type Canvas = WechatMiniprogram.Canvas;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    model: null as ViewModel | null,
    page: 1,
    pages: 1,
    /** The paper stands on the canvas: pictures can be made of it. */
    drawn: false,
  },
  id: '',
  view: null as CertificateView | null,
  sheets: [] as Sheet[],
  canvas: null as Canvas | null,
  code: null as WechatMiniprogram.Image | null,

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.id = id;
  },

  load() {
    const { id } = this;
    const asked = callOrRecall('certificates.view', { certificateId: id }, `certificate:${id}`);
    return loadInto(this, asked, (view) => {
      this.view = view;
      this.sheets = pagesOf(view);
      const drawn = { model: viewModel(view), pages: this.sheets.length, page: 1 };
      this.setData({ state: 'ready', ...drawn }, () => void this.open());
      return drawn;
    });
  },

  /** The canvas is there once the page has drawn its frame. */
  async open() {
    const canvas = await canvasOf('#paper');
    if (canvas) await this.begin(canvas);
  },

  async begin(canvas: Canvas) {
    this.canvas = canvas;
    this.code = await loadCode(canvas, this.view?.codeImage ?? null);
    this.show(this.data.page);
    this.setData({ drawn: true });
  },

  show(number: number) {
    const sheet = this.sheets[number - 1];
    if (!this.canvas || !sheet) return;
    paint(this.canvas, sheet, this.code);
    if (number !== this.data.page) this.setData({ page: number });
  },

  onTurn(event: Tap<{ by: number }>) {
    this.show(this.data.page + event.currentTarget.dataset.by);
  },

  /** Every page as a picture, one after the other on the same canvas; then the one that was looked at. */
  async pictures(): Promise<string[]> {
    const { canvas } = this;
    if (!canvas) throw new Error('there is no canvas');
    const paths: string[] = [];
    for (const sheet of this.sheets) {
      paint(canvas, sheet, this.code);
      paths.push(await pictureOf(canvas));
    }
    this.show(this.data.page);
    return paths;
  },

  async pdf(): Promise<ArrayBuffer> {
    const files: ArrayBuffer[] = [];
    for (const path of await this.pictures()) files.push(await readBytes(path));
    return pdfOf(files, `志愿服务记录证明 ${this.view?.number ?? ''}`);
  },

  /** Words for whatever goes wrong. */
  async doing(busy: string, work: () => Promise<void>) {
    if (!this.view) return;
    await whileBusy(this, busy, () => work().catch(() => tell('没有做成，请再试一次')));
  },

  onSave() {
    return this.doing('album', async () => {
      for (const path of await this.pictures()) {
        const saved = await saveToAlbum(path);
        if (saved === 'REFUSED') return this.allowAlbum();
        if (saved === 'FAILED') return tell('没有存成，请再试一次');
      }
      tell('已存到相册');
    });
  },

  /** Once refused, WeChat asks no more: only its settings page can allow it. */
  async allowAlbum() {
    const title = '没有存到相册';
    if (await confirm(title, '要允许本小程序把图片加到相册，才能保存。', '去允许')) await wx.openSetting();
  },

  onPdf() {
    return this.doing('pdf', async () => {
      if (this.view && !(await saveAndOpen(fileName(this.view), await this.pdf())))
        tell('没有打开，请再试一次');
    });
  },

  onSend() {
    return this.doing('send', async () => {
      if (this.view && !(await saveAndSend(fileName(this.view), await this.pdf())))
        tell('没有发成，请再试一次');
    });
  },

  async onWithdraw() {
    const question = '收回以后，别人查验会看到“已经作废”，不能再恢复。需要时可以重新开。';
    if (!(await confirm('收回这份证明？', question, '收回'))) return;
    await send(
      this,
      'certificates.withdraw',
      { certificateId: this.id },
      {
        done: '已收回',
        answered: () => this.load(),
      },
    );
  },
});
