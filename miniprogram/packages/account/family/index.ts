import { callOrRecall } from '../../../services/cache';
import { confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { session } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { emptyEntry, faultOf, relations, rowOf, type Entry, type Row } from './model';

type OfId = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    people: [] as Row[],
    full: false,
    relations,
    editing: false,
    entry: emptyEntry,
    fault: '',
    sending: false,
    introducing: false,
  },
  sendOnce: sendingOnce(),

  onLoad() {
    void this.load();
  },

  async load() {
    const result = await callOrRecall('people.list', {}, 'family');
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const { people, atMost } = result.data;
    this.setData({
      state: people.length > 0 ? 'ready' : 'empty',
      staleSince: result.staleSince ?? 0,
      people: people.map(rowOf),
      full: people.length >= atMost,
    });
  },

  onAdd() {
    if (!session()?.introduced) return this.setData({ introducing: true });
    this.edit(emptyEntry);
  },
  onIntroduced() {
    this.setData({ introducing: false });
    this.edit(emptyEntry);
  },
  onIntroduceClosed() {
    this.setData({ introducing: false });
  },
  onEdit(event: OfId) {
    const { id } = event.currentTarget.dataset;
    const person = this.data.people.find((p) => p.id === id);
    if (person) this.edit({ id, name: person.name, phone: person.phone, relation: person.relation });
  },
  edit(entry: Entry) {
    this.setData({ editing: true, entry, fault: '' });
  },
  onClose() {
    this.setData({ editing: false });
  },
  onHours() {
    this.onClose();
    go(routes.hoursOf(this.data.entry.id));
  },
  onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!event.detail.visible) this.onClose();
  },

  onTyped(event: WechatMiniprogram.Input<object, { field: keyof Entry }>) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },
  onRelation(event: WechatMiniprogram.TouchEvent<object, object, { relation: string }>) {
    this.change({ relation: event.currentTarget.dataset.relation });
  },
  change(part: Partial<Entry>) {
    this.setData({ entry: { ...this.data.entry, ...part }, fault: '' });
  },

  async onKeep() {
    const { entry, sending } = this.data;
    if (sending) return;
    const fault = faultOf(entry);
    if (fault) return this.setData({ fault });
    this.setData({ sending: true });
    const { id, ...words } = entry;
    const result = await (id === ''
      ? this.sendOnce('people.add', words)
      : this.sendOnce('people.edit', { personId: id, ...words }));
    this.setData({ sending: false });
    if (!result.ok) return this.setData({ fault: wordsFor(result.code, result.details) });
    this.setData({ editing: false });
    await this.load();
  },

  async onRemove() {
    const { id, name } = this.data.entry;
    if (!(await confirm(`删去${name}？`, '替他报的名会一起取消，名额给候补的人。', '删去', '不删'))) return;
    const result = await this.sendOnce('people.remove', { personId: id });
    if (!result.ok) return this.setData({ fault: wordsFor(result.code, result.details) });
    this.setData({ editing: false });
    tell('已删去');
    await this.load();
  },
});
