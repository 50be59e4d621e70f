import { askInput, emptyEntry, faultOf } from '../../miniprogram/packages/requests/ask/model';
import { requestRow } from '../../miniprogram/packages/requests/cards';
import { scopesFor } from '../../miniprogram/packages/requests/list/model';
import { buttonsOf, offers, pageOf } from '../../miniprogram/packages/requests/view/model';
import { moves } from '../../miniprogram/domain/requests/moves';
import type { RequestCard, RequestView } from '../../miniprogram/domain/requests/views';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');
const HOUR = 3_600_000;

const card = (change: Partial<RequestCard> = {}): RequestCard => ({
  id: 'r1',
  title: '水龙头滴水',
  category: 'repair',
  urgency: 'ordinary',
  state: 'submitted',
  ending: null,
  at: NOON - HOUR,
  stationName: '湖滨站',
  due: NOON + HOUR,
  paused: false,
  late: false,
  reopened: 0,
  distance: null,
  ...change,
});
const view = (change: Partial<RequestView> = {}): RequestView => ({
  ...card(),
  origin: 'self',
  words: '水龙头滴水',
  confidential: false,
  place: { longitude: 111, latitude: 34 },
  wanted: null,
  contact: null,
  team: null,
  going: [],
  keeper: '',
  keptByMe: false,
  timeline: [],
  question: '',
  askedStill: false,
  said: null,
  mergedInto: '',
  mostly: null,
  lookedAtBy: [],
  may: {},
  ...change,
});

describe('a request in a list', () => {
  test('says by when what is promised, that it is over time, or that the clock stands still', () => {
    expect(requestRow(card(), NOON).due).toBe('今天 13:00 前安排好');
    expect(requestRow(card({ due: NOON - HOUR }), NOON)).toMatchObject({ look: 'late' });
    expect(requestRow(card({ due: null, paused: true }), NOON).due).toMatch(/时间先停着/);
    expect(requestRow(card({ state: 'closed', ending: 'done' }), NOON)).toMatchObject({
      look: 'good',
      due: '',
    });
  });

  test('keeps a dispute to itself, and says that it was not done', () => {
    expect(requestRow(card({ title: '' }), NOON).title).toMatch(/保密/);
    expect(requestRow(card({ reopened: 2 }), NOON).again).toBe('说过 2 次没办好');
  });
});

describe('what is asked for', () => {
  const filled = { ...emptyEntry, category: 'repair', words: '水龙头滴水' };
  test('names the first thing that is missing', () => {
    expect(faultOf(emptyEntry, 's1')?.field).toBe('category');
    expect(faultOf({ ...filled, words: ' ' }, 's1')?.field).toBe('words');
    expect(faultOf({ ...filled, words: '长'.repeat(301) }, 's1')?.field).toBe('words');
    expect(faultOf(filled, '')?.field).toBe('station');
    expect(faultOf(filled, 's1')).toBeNull();
    const other = { ...filled, other: true, name: '王大爷', phone: '0398-2222222', agreed: true };
    expect(faultOf(other, 's1')).toBeNull();
    expect(faultOf({ ...other, phone: '12' }, 's1')?.field).toBe('phone');
    expect(faultOf({ ...other, agreed: false }, 's1')?.field).toBe('agreed');
  });

  test('of somebody else carries them, of oneself nobody', () => {
    const about = { stationId: 's1', place: null, hotline: false };
    expect(askInput(filled, about, NOON)).toMatchObject({ origin: 'self' });
    expect(askInput(filled, about, NOON)).not.toHaveProperty('person');
    const other = { ...filled, other: true, name: '王大爷', phone: '13911112222', agreed: true };
    expect(askInput(other, about, NOON)).toMatchObject({ origin: 'behalf', person: { name: '王大爷' } });
    expect(askInput(other, { ...about, hotline: true }, NOON)).toMatchObject({ origin: 'hotline' });
    expect(askInput({ ...filled, when: 'tomorrow' }, about, NOON).wanted?.from).toBe(NOON + 12 * HOUR);
  });
});

describe('what can be done about it', () => {
  test('has a button wherever the rules know a step of people', () => {
    const unseen = Object.entries(moves)
      .filter(([kind, { by }]) => kind !== 'follow' && by.some((part) => part !== 'system'))
      .flatMap(([kind, { by }]) =>
        by.filter((part) => part !== 'system').map((part) => [part, kind] as const),
      )
      .filter(([part, kind]) => !(kind in offers[part]));
    expect(unseen).toEqual([]);
  });

  test('what one would do first stands apart', () => {
    const { main, rest } = buttonsOf(view({ may: { asker: ['cancel', 'confirm', 'notDone'] } }));
    expect(main.map(({ kind }) => kind)).toEqual(['confirm']);
    expect(rest.map(({ kind }) => kind)).toEqual(['cancel', 'notDone']);
  });

  test('says how long it mostly takes while that is of use', () => {
    expect(pageOf(view({ mostly: 90 }), NOON).mostly).toMatch(/大多/);
    expect(pageOf(view({ mostly: 1600 }), NOON).mostly).toMatch(/3 天/);
    expect(pageOf(view({ mostly: 90, state: 'closed', ending: 'done' }), NOON).mostly).toBe('');
  });

  test('lists are those of who looks', () => {
    const ids = (registered: boolean, teams: number) =>
      scopesFor({
        registered,
        teams: Array.from({ length: teams }, () => ({
          id: 't',
          name: '队',
          stationId: 's',
          suspended: false,
        })),
      }).map(({ id }) => id);
    expect(ids(false, 0)).toEqual(['asked']);
    expect(ids(true, 1)).toEqual(['asked', 'near', 'going', 'team']);
  });
});
