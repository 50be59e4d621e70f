import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData, type Afterwards } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { confirm } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { relativeFault } from '../../../services/relatives';
import { emptyEntry, rowOf, type Entry, type Row } from './model';

type OfId = Tap<{ id: string }>;

const typedOf = (id: string) => draftOf<Entry>('family', id);

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    people: [] as Row[],
    full: false,
    editing: false,
    entry: emptyEntry,
    fault: '',
    introducing: false,
  },

  load() {
    return loadInto(this, callOrRecall('people.list', {}, 'family'), ({ people, atMost }) => ({
      state: people.length > 0 ? 'ready' : 'empty',
      people: people.map(rowOf),
      full: people.length >= atMost,
    }));
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
    this.setData({ editing: true, entry: typedOf(entry.id).over(entry), fault: '' });
  },
  onClose() {
    this.setData({ editing: false });
  },
  onHours() {
    this.onClose();
    go(routes.hoursOf(this.data.entry.id));
  },
  onVisible(event: Told<{ visible: boolean }>) {
    if (!event.detail.visible) this.onClose();
  },

  onTyped(event: WechatMiniprogram.Input<object, { field: keyof Entry }>) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },
  onRelation(event: Told<{ value: string }>) {
    this.change({ relation: event.detail.value });
  },
  change(part: Partial<Entry>) {
    const { entry } = this.data;
    this.setData({ entry: { ...entry, ...part }, fault: '' });
    typedOf(entry.id).keep(part);
  },

  async onKeep() {
    const { entry } = this.data;
    const fault = relativeFault(entry);
    if (fault) return this.setData({ fault });
    const { id, ...words } = entry;
    if (id === '') await send(this, 'people.add', words, this.after(''));
    else await send(this, 'people.edit', { personId: id, ...words }, this.after(''));
  },

  async onRemove() {
    const { id, name } = this.data.entry;
    if (!(await confirm(`删去${name}？`, '替他报的名会一起取消，名额给候补的人。', '删去', '不删'))) return;
    await send(this, 'people.remove', { personId: id }, this.after('已删去'));
  },

  after(done: string): Afterwards<unknown> {
    return {
      done,
      failed: ({ code, details }) => {
        this.setData({ fault: wordsFor(code, details) });
        return '';
      },
      then: () => {
        typedOf(this.data.entry.id).drop();
        this.setData({ editing: false });
        return this.load();
      },
    };
  },
});
