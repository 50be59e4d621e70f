import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { spokenNumber } from '../../../domain/accounts/registration';
import type { ClaimCode, PaperVolunteer } from '../../../domain/accounts/views';
import { callOrRecall } from '../../../services/cache';
import { confirm } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { dateWords } from '../words';

const rowOf = ({ id, name, phone, number, registeredAt, codeUntil }: PaperVolunteer) => ({
  id,
  name,
  phone,
  number: spokenNumber(number),
  since: `${dateWords(registeredAt)}登记`,
  code: codeUntil === null ? '没有能用的认领码' : `认领码 ${dateWords(codeUntil)}前有效`,
});

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    people: [] as ReturnType<typeof rowOf>[],
    told: null as ClaimCode | null,
  },
  teamId: '',

  onLoad({ teamId = '' }: PageQuery<'teamId'>) {
    this.teamId = teamId;
  },

  onHours(event: Tap<{ id: string }>) {
    go(routes.hoursOf(event.currentTarget.dataset.id));
  },

  load() {
    const { teamId } = this;
    const asked = callOrRecall('people.registered', { teamId }, `paper:${teamId}`);
    return loadInto(this, asked, (registered) => {
      const people = registered.people.map(rowOf);
      return { people, state: people.length > 0 ? 'ready' : 'empty' };
    });
  },

  onAdd() {
    go(routes.paperForm(this.teamId));
  },

  async onCode(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset;
    const person = this.data.people.find((p) => p.id === id);
    if (this.data.busy !== '' || !person) return;
    if (!(await confirm(`给${person.name}重新开认领码？`, '原来的码马上没用。', '重新开'))) return;
    await send(
      this,
      'people.code',
      { personId: id },
      {
        name: id,
        title: '没有开成',
        then: (told) => {
          this.setData({ told });
          wx.pageScrollTo({ scrollTop: 0, fail: () => undefined });
          return this.load();
        },
      },
    );
  },
});
