import { searching } from '../../../kit/searching';
import { loading, loadingData, loadInto, loadMore, type Answer } from '../../../kit/loading';
import type { Input, Output } from '../../../domain/contract';
import type { ServiceCard, ServicesFound } from '../../../domain/activities/views';
import type { Place } from '../../../domain/geo';
import type { Choice } from '../../../domain/settings';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { daysFrom, type DayTab } from '../../../services/days';
import { whereabouts } from '../../../services/place';
import { decoded, go, routes } from '../../../services/routes';
import { session, sessionKnown } from '../../../services/session';
import { dayTabs, serviceRows, type ServiceRow } from './model';

const PAGE_SIZE = 20;

/** Not even the middle of the city is known. */
const NOWHERE: Answer<never> = { ok: false, code: 'OFFLINE', details: {} };

Page({
  ...loading,
  ...searching,
  data: {
    ...loadingData,
    typed: '',
    /** What is looked for. */
    text: '',
    /** What stations of this city offer: one tap instead of typing. */
    offers: [] as readonly Choice[],
    days: [] as DayTab[],
    day: '',
    where: '',
    rows: [] as ServiceRow[],
    more: false,
  },
  /** A place that the link names, instead of where the phone is. */
  near: null as { readonly label: string; readonly place: Place } | null,
  services: [] as ServiceCard[],
  next: null as ServicesFound['next'],
  unfolded: [] as string[],
  marked: [] as readonly string[],

  onLoad(query: PageQuery<'text' | 'label' | 'longitude' | 'latitude'>) {
    const text = decoded(query.text);
    const [longitude, latitude] = [Number(query.longitude), Number(query.latitude)];
    if (query.longitude && query.latitude && Number.isFinite(longitude) && Number.isFinite(latitude))
      this.near = { label: decoded(query.label), place: { longitude, latitude } };
    this.setData({ text, typed: text });
  },
  /** Whoever comes back to a long list finds it where it was. */
  onShow() {
    if (this.services.length <= PAGE_SIZE) void this.load();
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { text } = this.data;
    return { title: text ? `身边的${text}` : '身边的便民服务', path: routes.services(text || undefined) };
  },

  load() {
    return loadInto(this, this.ask(), (found) => {
      this.services = found.services;
      this.next = found.next;
      if (this.data.text === '') this.marked = found.days;
      return { ...this.drawn(), state: found.services.length > 0 ? 'ready' : 'empty' };
    });
  },
  drawn() {
    const now = cloudNow();
    return {
      rows: serviceRows(this.services, this.unfolded, now),
      days: dayTabs(this.data.text === '' ? this.marked : [], now),
      more: this.next !== null,
    };
  },
  async ask(): Promise<Answer<Output<'activities.services'>>> {
    await sessionKnown();
    this.setData({ offers: (session()?.choices.offers ?? []).map(({ name }) => ({ id: name, name })) });
    const query = await this.query();
    if (!query) return NOWHERE;
    const { text, day } = this.data;
    return callOrRecall('activities.services', query, `services:${text}:${day}`);
  },
  async query(): Promise<Input<'activities.services'> | null> {
    const here = this.near ?? (await whereabouts());
    if (!here) return null;
    const { text, day } = this.data;
    this.setData({ where: here.label });
    return {
      place: here.place,
      limit: PAGE_SIZE,
      // Of what is typed no days are marked.
      days: text === '' ? daysFrom(cloudNow()).map(({ id }) => id) : [],
      ...(text && { text }),
      ...(day && { day }),
    };
  },
  async onReachBottom() {
    const after = this.next;
    if (!after) return;
    const ask = async () => {
      const query = await this.query();
      return query ? call('activities.services', { ...query, days: [], after }) : NOWHERE;
    };
    await loadMore(this, ask, ({ services, next }) => {
      this.services = [...this.services, ...services];
      this.next = next;
      return this.drawn();
    });
  },

  look(text: string) {
    this.setData({ text, typed: text, state: 'loading' });
    void this.load();
  },
  onOffer(event: Told<{ value: string }>) {
    this.look(event.detail.value);
  },
  onDay(event: Told<{ value: string }>) {
    this.setData({ day: event.detail.value, state: 'loading' });
    void this.load();
  },
  onAllDays() {
    this.setData({ day: '', state: 'loading' });
    void this.load();
  },
  onEverything() {
    this.look('');
  },
  onPlace() {
    this.near = null;
    this.services = [];
    go(routes.place());
  },
  onUnfold(event: Tap<{ row: string }>) {
    this.unfolded = [...this.unfolded, event.currentTarget.dataset.row];
    this.setData(this.drawn());
  },
  onOpen(event: Tap<{ id: string }>) {
    go(routes.activity(event.currentTarget.dataset.id, { as: 'service' }));
  },
  onBook(event: Tap<{ id: string; slot: string }>) {
    const { id, slot } = event.currentTarget.dataset;
    go(routes.activity(id, { as: 'service', slot }));
  },
});
