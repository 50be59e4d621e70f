import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { call, type Result } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { go, goBack, routes } from '../../../services/routes';
import { openSession, session } from '../../../services/session';
import {
  distances,
  emptyForm,
  faultsOf,
  inputOf,
  noFaults,
  phases,
  previewWords,
  reachOf,
  type CallForm,
} from './form';

type Typed = Told<{ value: string }, { field: 'title' | 'words' | 'phone' | 'venueName' | 'name' }>;

/** What of the form a call-up that there is fills in. */
type Known = Partial<CallForm>;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    form: emptyForm,
    faults: noFaults,
    phases,
    distances,
    distance: '0',
    skills: [] as readonly { id: string; name: string; chosen: boolean }[],
    /** Another list of a call-up that there is. */
    phaseOnly: false,
    choosing: false,
    preview: '',
  },
  id: '',
  typed: draftOf<CallForm>('callup'),

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.id = id;
    this.typed = draftOf('callup', id);
    this.setData({ phaseOnly: id !== '' });
    if (id !== '') void wx.setNavigationBarTitle({ title: '下一批' });
  },

  load() {
    return loadInto(this, this.ask(), (known) => {
      const form = this.typed.over({ ...emptyForm, ...known });
      void this.look(form);
      return { form, ...this.drawn(form) };
    });
  },
  async ask(): Promise<Result<Known>> {
    await openSession();
    if (this.id === '') return { ok: true, data: {} };
    const desk = await call('callups.desk', { callupId: this.id });
    if (!desk.ok) return desk;
    const { venue, stationId } = desk.data;
    return { ok: true, data: { place: venue.place, stationId, name: '清淤' } };
  },
  drawn(form: CallForm) {
    const known = session()?.choices.skills ?? [];
    return {
      distance: String(form.metres),
      skills: known.map((skill) => ({ ...skill, chosen: form.skills.includes(skill.id) })),
    };
  },

  change(part: Partial<CallForm>) {
    const form = { ...this.data.form, ...part };
    this.setData({ form, faults: noFaults, ...this.drawn(form) });
    this.typed.keep(part);
    if ('place' in part || 'stationId' in part || 'metres' in part || 'skills' in part) void this.look(form);
  },
  /** How many it would call; where that cannot be said just now, nothing is. */
  async look(form: CallForm) {
    const reach = reachOf(form);
    this.setData({ preview: '' });
    if (!reach || form.stationId === '') return;
    const result = await call('callups.preview', { stationId: form.stationId, reach });
    if (result.ok) this.setData({ preview: previewWords(result.data, form.skills.length > 0) });
  },

  onText(event: Typed) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },
  onPhase(event: Told<{ value: string }>) {
    this.change({ name: event.detail.value });
  },
  onDistance(event: Told<{ value: string }>) {
    this.change({ metres: Number(event.detail.value) });
  },
  onDrill() {
    this.change({ drill: !this.data.form.drill });
  },
  onSkill(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset;
    const { skills } = this.data.form;
    this.change({ skills: skills.includes(id) ? skills.filter((each) => each !== id) : [...skills, id] });
  },
  async onPlace() {
    try {
      const { name, address, longitude, latitude } = await wx.chooseLocation({});
      const place = { longitude: Number(longitude), latitude: Number(latitude) };
      this.change({ place, address, venueName: name || address });
    } catch (error) {
      const { errMsg = '' } = error as { errMsg?: string };
      if (!errMsg.includes('cancel')) tell('打不开地图，请检查一下位置权限');
    }
  },
  onStation() {
    this.setData({ choosing: true });
  },
  onCloseStations() {
    this.setData({ choosing: false });
  },
  onPickStation(event: Told<{ stationId: string; name: string }>) {
    const { stationId, name } = event.detail;
    this.setData({ choosing: false });
    this.change({ stationId, stationName: name });
  },

  async onSend() {
    const { form, phaseOnly, preview } = this.data;
    const faults = faultsOf(form, phaseOnly);
    this.setData({ faults });
    if (Object.keys(faults).length > 0) return tell('还有没填好的，请看红字');
    const title = form.drill ? '现在发出演练？' : '现在发出？';
    if (!(await confirm(title, preview || '会马上通知他们', '发出'))) return;
    await (phaseOnly ? this.addList(form) : this.callUp(form));
  },
  async callUp(form: CallForm) {
    const input = inputOf(form);
    if (!input) return;
    await send(this, 'callups.call', input, {
      name: 'send',
      then: ({ callupId }) => {
        this.typed.drop();
        goBack();
        go(routes.callDesk(callupId));
      },
    });
  },
  async addList(form: CallForm) {
    const reach = reachOf(form);
    if (!reach) return;
    const list = { name: form.name, skills: [...form.skills], reach };
    await send(
      this,
      'callups.add',
      { callupId: this.id, list },
      {
        name: 'send',
        then: () => {
          this.typed.drop();
          goBack();
        },
      },
    );
  },
});
