import type { Place } from '../../../domain/geo';
import type { RequestCategory, Urgency } from '../../../domain/request-rules';
import type { StationView } from '../../../domain/stations/views';
import { spokenName } from '../../../domain/stations/rules';
import { draftOf } from '../../../kit/draft';
import type { Answer } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { opening } from '../../../services/format';
import { callPhone } from '../../../services/phone';
import { whereabouts } from '../../../services/place';
import { askReminders } from '../../../services/reminders';
import { requestRow, type RequestRow } from '../cards';
import { goInstead, routes } from '../../../services/routes';
import { openSession, session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { urgencyWords } from '../words';
import { askInput, emptyEntry, faultOf, SECRET, whens, type Entry, type When } from './model';

const draft = (hotline: boolean) => draftOf<Entry>('ask', hotline ? 'hotline' : '', [...SECRET]);

/** Beyond the nearest so many are looked at for a number. */
const ASKED = 3;
/** Of a telephone call: the number is long enough to look for what it asked before. */
const NUMBER_LENGTH = 11;

Page({
  data: {
    ...sendingData,
    hotline: false,
    categories: [] as readonly RequestCategory[],
    urgencies: Object.entries(urgencyWords).map(([id, words]) => ({ id, ...words })),
    whens,
    entry: emptyEntry,
    fault: { field: '', words: '' },
    station: { id: '', name: '' },
    reach: { name: '', note: '', phone: '' },
    picking: false,
    introducing: false,
    /** Things of the place that others have asked for near here. */
    alike: [] as RequestRow[],
    /** What the number that calls asked for before. */
    earlier: [] as RequestRow[],
  },
  place: null as Place | null,

  onLoad({ as }: PageQuery<'as'>) {
    const hotline = as === 'hotline';
    if (hotline) void wx.setNavigationBarTitle({ title: '电话登记' });
    const entry = draft(hotline).over({ ...emptyEntry, other: hotline });
    this.setData({ hotline, entry });
    void this.prepare();
  },
  async prepare() {
    const known = await openSession();
    if (known.ok) this.setData({ categories: known.data.requestCategories });
    const here = await whereabouts();
    if (!here) return;
    this.place = here.source === 'phone' ? here.place : null;
    const near = await callOrRecall('stations.nearby', { place: here.place, limit: 5 }, 'near');
    const [nearest, ...others] = near.ok ? near.data.stations : [];
    if (!nearest || this.data.station.id !== '') return;
    await this.chooseStation(nearest.id, nearest.name);
    for (const { id } of others.slice(0, ASKED)) {
      if (this.data.reach.phone !== '') return;
      this.reachedAt(await this.look(id));
    }
  },
  /** Calling needs no internet: a number that was seen once is good enough without. */
  look(id: string) {
    return callOrRecall('stations.view', { stationId: id }, `station:${id}`);
  },
  /** Whom one can call: the station that is asked, or the next one that has a number. */
  reachedAt(found: Answer<StationView>) {
    if (found.ok && found.data.phone !== '') this.setData({ reach: reachOf(found.data) });
  },
  async chooseStation(id: string, name: string) {
    this.setData({ station: { id, name: spokenName(name) } });
    this.reachedAt(await this.look(id));
  },

  onPickStation() {
    this.setData({ picking: true });
  },
  onPicked(event: Told<{ stationId: string; name: string }>) {
    this.setData({ picking: false });
    void this.chooseStation(event.detail.stationId, event.detail.name);
  },
  onPickClosed() {
    this.setData({ picking: false });
  },
  onCall() {
    callPhone(this.data.reach.phone);
  },

  onCategory(event: Tap<{ id: string }>) {
    this.change({ category: event.currentTarget.dataset.id });
    void this.lookAlike();
  },
  onUrgency(event: Tap<{ id: Urgency }>) {
    this.change({ urgency: event.currentTarget.dataset.id });
  },
  onWhen(event: Tap<{ id: When }>) {
    this.change({ when: event.currentTarget.dataset.id });
  },
  onOther(event: Tap<{ other: boolean }>) {
    this.change({ other: event.currentTarget.dataset.other });
  },
  onAgreed() {
    this.change({ agreed: !this.data.entry.agreed });
  },
  onTyped(event: WechatMiniprogram.Input<object, { field: 'words' | 'address' | 'name' }>) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },
  onPhone(event: Told<{ value: string }>) {
    const { value: phone } = event.detail;
    this.change({ phone });
    if (this.data.hotline && phone.length >= NUMBER_LENGTH) void this.lookEarlier(phone);
  },
  change(part: Partial<Entry>) {
    this.setData({ entry: { ...this.data.entry, ...part }, fault: { field: '', words: '' } });
    draft(this.data.hotline).keep(part);
  },

  async lookAlike() {
    const { entry, categories } = this.data;
    const isCommon = categories.some(({ id, common }) => id === entry.category && common);
    const place = this.place ?? (await whereabouts())?.place;
    const found =
      isCommon && place ? await call('requests.alike', { category: entry.category, place }) : null;
    const alike = found?.ok ? found.data.requests.map((card) => requestRow(card, cloudNow())) : [];
    this.setData({ alike });
  },
  async lookEarlier(phone: string) {
    const found = await call('requests.earlier', { phone });
    if (!found.ok) return;
    this.setData({ earlier: found.data.requests.map((card) => requestRow(card, cloudNow())) });
  },
  async onFollow(event: Tap<{ id: string }>) {
    const requestId = event.currentTarget.dataset.id;
    await send(
      this,
      'requests.follow',
      { requestId },
      {
        name: requestId,
        done: '有进展会告诉您',
        then: () => {
          draft(false).drop();
          return goInstead(routes.request(requestId));
        },
      },
    );
  },

  onIntroduced() {
    this.setData({ introducing: false });
    void this.onSend();
  },
  onIntroduceClosed() {
    this.setData({ introducing: false });
  },
  async onSend() {
    const { entry, station, hotline } = this.data;
    const fault = faultOf(entry, station.id);
    if (fault) return this.setData({ fault });
    if (!session()?.introduced) return this.setData({ introducing: true });
    await askReminders(['request']);
    const input = askInput(entry, { stationId: station.id, place: this.place, hotline }, cloudNow());
    await send(this, 'requests.ask', input, {
      done: ({ state }) => (state === 'held' ? '收到了，有人看过就安排' : '收到了，有进展会告诉您'),
      failed: ({ code, details }) => {
        const words = wordsFor(code, details);
        this.setData({ fault: { field: 'send', words } });
        return words;
      },
      then: ({ requestId }) => {
        draft(hotline).drop();
        return goInstead(routes.request(requestId));
      },
    });
  },
});

const reachOf = ({ name, phone, openState }: StationView) => ({
  name: spokenName(name),
  note: opening(openState),
  phone,
});
