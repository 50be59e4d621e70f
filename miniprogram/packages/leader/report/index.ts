import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { conclude, sendOnce, sendingData, whileBusy } from '../../../kit/sending';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { choosePhotos, sendPhoto, showPhotos, type PhotoTile } from '../../../services/photos';
import { choose, tell } from '../../../services/phone';
import { goBack } from '../../../services/routes';
import { wordsFor } from '../../../services/words';
import * as albums from './album';
import { factsOf, type Facts } from './model';

const NOT_ALL_SENT = '有照片没传上，连上网再点一次“写好了”';

/** How an activity went, told by its leader for everyone to read and see. */
Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    facts: null as Facts | null,
    text: '',
    missing: false,
    tiles: [] as PhotoTile[],
    room: 0,
    refused: '',
  },
  activityId: '',
  typed: draftOf<{ text: string }>('report'),
  album: [] as albums.Album,

  onLoad({ activityId = '' }: PageQuery<'activityId'>) {
    this.activityId = activityId;
    this.typed = draftOf('report', activityId);
  },

  load() {
    return loadInto(this, call('activities.view', { activityId: this.activityId }), (activity) => {
      this.show(albums.albumOf(activity.photos));
      return {
        facts: factsOf(activity, cloudNow()),
        ...this.typed.over({ text: activity.report }),
        refused: albums.refusedWords(activity.photos),
      };
    });
  },

  show(album: albums.Album) {
    this.album = album;
    this.setData({ tiles: albums.tilesOf(album), room: albums.room(album) });
  },

  onText(event: WechatMiniprogram.Input) {
    const typed = { text: event.detail.value };
    this.setData({ ...typed, missing: false });
    this.typed.keep(typed);
  },

  async onAdd() {
    if (this.data.busy !== '') return;
    const paths = await choosePhotos(albums.room(this.album));
    if (paths === 'DENIED') tell('没有允许选照片，可以在微信的设置里打开');
    else if (paths === 'FAILED') tell('这次没有选成，请再试一次');
    else if (paths.length > 0) this.show(albums.added(this.album, paths));
  },

  async onPhoto(event: Told<{ index: number }>) {
    const { index } = event.detail;
    const key = this.album[index]?.key;
    if (key === undefined || this.data.busy !== '') return;
    const possible = albums.handlingsOf(this.album, index);
    const chosen = await choose(possible.map(({ words }) => words));
    switch (chosen === null ? undefined : possible[chosen]?.handling) {
      case 'look':
        return showPhotos(
          this.album.map(({ src }) => src),
          index,
        );
      case 'forward':
        return this.show(albums.moved(this.album, key, -1));
      case 'back':
        return this.show(albums.moved(this.album, key, 1));
      case 'remove':
        return this.show(albums.without(this.album, key));
      case undefined:
        return undefined;
    }
  },

  async onSend() {
    const text = this.data.text.trim();
    if (text === '') return this.setData({ missing: true });
    await whileBusy(this, 'report', () => this.send(text));
  },

  async send(text: string) {
    if (!(await this.sendPhotos())) return tell(NOT_ALL_SENT);
    const input = { activityId: this.activityId, text, photos: albums.wanted(this.album) };
    await conclude(await sendOnce('activities.report', input), {
      done: '写好了，大家在活动页能看到',
      then: () => {
        this.typed.drop();
        goBack();
      },
      failed: ({ code, details }) => {
        if (code !== 'PHOTO_MISSING') return wordsFor(code, details);
        // A file that is not there is put there anew.
        this.show(this.album.map((photo) => ({ ...photo, file: '' })));
        return NOT_ALL_SENT;
      },
    });
  },

  /** One after the other, as a slow network carries them; those that are there already are not sent again. */
  async sendPhotos(): Promise<boolean> {
    for (const { key, src } of albums.unsent(this.album)) {
      this.tellProgress(key, 0);
      const sent = await sendPhoto(this.activityId, src, (percent) => this.tellProgress(key, percent));
      const end = sent.ok ? { file: sent.data.file } : { failed: true };
      this.show(albums.changed(this.album, key, { percent: null, ...end }));
    }
    return albums.unsent(this.album).length === 0;
  },
  tellProgress(key: string, percent: number) {
    this.show(albums.changed(this.album, key, { percent, failed: false }));
  },
});
