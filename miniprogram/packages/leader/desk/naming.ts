import { whileBusy } from '../../../kit/sending';
import type { Candidate, Candidates, DeskPerson } from '../../../domain/attendance/views';
import { call, isAnswer } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import type { Nameable } from '../components/name-sheet/index';
import { deskWords } from './choices';

const nobody: Candidates = { candidates: [], more: false };

/** Whom one can name in: who signed up and has not come, then the team's others. */
export function nameables(people: readonly DeskPerson[], candidates: readonly Candidate[]): Nameable[] {
  const missing = people.filter(({ presence, absent }) => presence.state === 'expected' && !absent);
  const listed = new Set(people.map(({ accountId }) => accountId));
  const others = candidates.filter(({ personId }) => !listed.has(personId));
  return [
    ...missing.map(({ accountId, name, state }) => ({
      id: accountId,
      name,
      note: state === 'waiting' ? '候补中' : '已报名',
    })),
    ...others.map(({ personId, name }) => ({ id: personId, name, note: '没有报名' })),
  ];
}

/** Beside what a phone gets when the desk is opened, all that one finds in a day fits. */
const KEPT_AT_MOST = 1000;

/** What was known of the team, and those whom a search has found in it: they stay known without network. */
export function alsoKnown(known: Candidates, found: readonly Candidate[]): Candidates {
  const ids = new Set(known.candidates.map(({ personId }) => personId));
  const others = found.filter(({ personId }) => !ids.has(personId));
  return { ...known, candidates: [...known.candidates.slice(0, KEPT_AT_MOST - others.length), ...others] };
}

interface Desk {
  readonly data: { readonly busy: string };
  readonly slotId: string;
  readonly people: readonly DeskPerson[];
  known: Candidates | null;
  setData(data: Partial<typeof namingData> & { busy?: string }): void;
  listNameable(): void;
  /** Writes what is known to the phone. */
  keep(): void;
}

export const namingData = {
  naming: false,
  nameable: [] as readonly Nameable[],
  /** The team has more members than the phone keeps: they are looked for by name. */
  findable: false,
};

/** What the desk knows of the team beside those on its list, to be spread into Page(). */
export const naming = {
  /** Null until asked. */
  known: null as Candidates | null,

  /** Asked once for each slot: whom one may name in hardly changes while the desk is open. */
  async knowCandidates(this: Desk) {
    const { slotId } = this;
    if (this.known) return;
    const result = await call('attendance.candidates', { slotId });
    if (result.ok && slotId === this.slotId) this.known = result.data;
  },

  candidateName(this: Desk, personId: string): string {
    return this.known?.candidates.find((each) => each.personId === personId)?.name ?? '';
  },

  onName(this: Desk) {
    this.listNameable();
    this.setData({ naming: true });
  },

  onNameClosed(this: Desk) {
    this.setData({ naming: false });
  },

  listNameable(this: Desk) {
    const { candidates, more } = this.known ?? nobody;
    this.setData({ nameable: nameables(this.people, candidates), findable: more });
  },

  /** In the whole team, of which the phone knows only some. */
  async onFind(this: Desk, event: Told<{ text: string }>) {
    const { slotId } = this;
    const ask = () => call('attendance.candidates', { slotId, text: event.detail.text });
    const result = await whileBusy(this, 'find', ask);
    if (!result || slotId !== this.slotId) return;
    if (!isAnswer(result)) return tell('现在连不上，只能找手机里记着的人');
    if (!result.ok) return tell(deskWords(result.code, result.details));
    this.known = alsoKnown(this.known ?? nobody, result.data.candidates);
    this.keep();
    this.listNameable();
  },
};
