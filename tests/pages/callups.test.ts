import type { CalledPerson, CallDesk, CallView } from '#domain/callups/views';
import { HOUR, startOfDayNamed } from '#domain/time';
import { answerPage } from '../../miniprogram/packages/callup/answer/model';
import { deskPage, personRow } from '../../miniprogram/packages/callup/desk/model';
import { callRow } from '../../miniprogram/packages/callup/list/model';
import {
  emptyForm,
  faultsOf,
  inputOf,
  previewWords,
  reachOf,
  type CallForm,
} from '../../miniprogram/packages/callup/new/form';

const now = startOfDayNamed('2026-07-21') + 8 * HOUR;
const place = { longitude: 111.2, latitude: 34.8 };
const head = {
  id: 'e1',
  title: '河堤漫水',
  drill: false,
  stationName: '湖滨区中心',
  state: 'open' as const,
  at: now,
};
const about = { words: '带雨衣', phone: '13900000001', venue: { name: '东大桥', address: '', place } };

describe('who is called', () => {
  const view = (mine: CallView['mine'], state: CallView['state'] = 'open'): CallView => ({
    ...head,
    ...about,
    state,
    mine,
  });
  const rescue = { list: 1, name: '抢险', from: null };

  test('has three answers, and is asked for no more than fits what they have said', () => {
    expect(answerPage(view([{ ...rescue, standing: 'silent' }]), now)).toMatchObject({
      canCome: true,
      canDecline: true,
      canBeHome: false,
    });
    const coming = answerPage(view([{ ...rescue, standing: 'coming', from: now + HOUR }]), now);
    expect(coming).toMatchObject({ canCome: false, canDecline: true, canBeHome: true });
    expect(coming.said).toContain('9:00');
    expect(answerPage(view([{ ...rescue, standing: 'home' }]), now)).toMatchObject({
      canCome: true,
      canDecline: false,
      canBeHome: false,
    });
  });

  test('answers the list on which they are out, else the latest', () => {
    const clearing = { list: 2, name: '清淤', from: null, standing: 'silent' as const };
    expect(answerPage(view([clearing, { ...rescue, standing: 'coming' }]), now).list).toBe(1);
    expect(answerPage(view([clearing, { ...rescue, standing: 'home' }]), now).list).toBe(2);
  });

  test('can say that they are home when it has ended, and nothing else', () => {
    expect(answerPage(view([{ ...rescue, standing: 'coming' }], 'ending'), now)).toMatchObject({
      canCome: false,
      canDecline: false,
      canBeHome: true,
    });
    const over = answerPage(view([{ ...rescue, standing: 'silent' }], 'over'), now);
    expect([over.canCome, over.said === '']).toEqual([false, false]);
  });
});

describe('who calls', () => {
  const counts = { silent: 15, cannot: 9, coming: 3, home: 2, settled: 1 };
  const list = { list: 1, name: '抢险', skills: [], activityId: null, complete: true, counts };
  const desk: CallDesk = { ...head, ...about, stationId: 's1', lists: [list, { ...list, list: 2 }] };

  test('reads how many stand how, of the list that is chosen, and who is out of all', () => {
    const page = deskPage(desk, 1, now);
    expect(Object.fromEntries(page.figures.map(({ id, value }) => [id, value]))).toEqual(counts);
    expect([page.list, page.stillOut, page.over]).toEqual(['1', 6, false]);
  });

  test('reads what was said on the telephone, and what became of somebody', () => {
    const person: CalledPerson = {
      accountId: 'a1',
      name: '张三',
      phone: '13900000002',
      standing: 'silent',
      from: null,
      byPhone: true,
      phonedAt: now,
      phoned: 2,
      answeredFor: false,
      fate: '',
    };
    expect(personRow(now)(person)).toMatchObject({ unanswered: true, out: false });
    expect(personRow(now)(person).note).toContain('2 次');
    expect(personRow(now)({ ...person, standing: 'settled', fate: '送去医院了' }).note).toBe('送去医院了');
    expect(callRow(now)({ ...head, drill: true }).drill).toBe(true);
  });

  test('is told what is missing, and how many it would reach', () => {
    expect(Object.keys(faultsOf(emptyForm, false)).sort()).toEqual([
      'phone',
      'station',
      'title',
      'venue',
      'words',
    ]);
    const form: CallForm = {
      ...emptyForm,
      title: '河堤漫水',
      words: '带雨衣',
      phone: '13900000001',
      venueName: '东大桥',
      place,
      stationId: 's1',
    };
    expect(faultsOf(form, false)).toEqual({});
    expect(reachOf(form)).toEqual({ kind: 'area', areaId: 's1' });
    expect(inputOf({ ...form, metres: 3000 })?.list.reach).toEqual({ kind: 'near', place, metres: 3000 });
    expect(inputOf(emptyForm)).toBeNull();
    expect(previewWords({ teams: 0, people: 0 }, false)).not.toBe(
      previewWords({ teams: 2, people: 9 }, true),
    );
  });
});
