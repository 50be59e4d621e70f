import type { Scene } from '../scene';
import type { Examples, WriteAction } from './types';

type ActivitiesAction = Extract<WriteAction, `${'activities' | 'photos'}.${string}`>;

const own = (scene: Scene, from: number) => ({ teamId: scene.team, ...scene.form(from) });

const cancelAll = ({ world }: Scene, { activityId }: { activityId: string }): Promise<unknown> =>
  world.did('leader', 'activities.cancel', { activityId, reason: '不办了' });

const discard = ({ world, team: teamId }: Scene, { activityId }: { activityId: string }): Promise<unknown> =>
  world.did('leader', 'activities.discard', { teamId, activityId });

export const activities: Examples<ActivitiesAction> = {
  'activities.post': [
    { who: 'leader', input: (scene) => own(scene, 70), after: cancelAll },
    { of: 'a weekly row', who: 'leader', input: (scene) => ({ ...own(scene, 70), repeat: 2 }) },
  ],
  'activities.save': [
    {
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, form: { title: '新草稿' } }),
      after: discard,
    },
    {
      of: 'one sent',
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, activityId: scene.activity('held'), form: { title: '改了' } }),
      after: ({ world, team: teamId }, { activityId }) =>
        world.did('leader', 'activities.save', { teamId, activityId, form: { title: '又改了' } }),
    },
  ],
  'activities.submit': [
    {
      who: 'leader',
      input: (scene) => ({ ...own(scene, 70), activityId: scene.activity('draft') }),
      after: cancelAll,
    },
  ],
  'activities.discard': [
    { who: 'leader', input: (scene) => ({ teamId: scene.team, activityId: scene.activity('draft') }) },
  ],
  'activities.change': [
    {
      who: 'leader',
      input: (scene) => {
        const form = scene.form(25);
        const [first] = form.slots;
        const moved = { ...first, slotId: scene.slot('open') };
        return {
          ...form,
          activityId: scene.activity('open'),
          revision: 0,
          slots: [moved, ...scene.form(30).slots],
        };
      },
      after: cancelAll,
    },
  ],
  'activities.report': [
    {
      who: 'leader',
      input: async (scene) => ({
        activityId: scene.activity('due'),
        text: '来了四十位老人',
        photos: [{ id: scene.of('held photo') }, { file: await scene.photo('third') }],
      }),
      after: ({ world }, { activityId }) =>
        world.did('leader', 'activities.report', { activityId, text: '来了五十位老人', photos: [] }),
    },
  ],
  'activities.cancel': [
    { who: 'leader', input: (scene) => ({ activityId: scene.activity('full'), reason: '下雨' }) },
  ],
  'activities.cancelSlot': [
    {
      who: 'leader',
      input: (scene) => ({ slotId: scene.slot('first of two'), reason: '下雨' }),
      after: (scene) => cancelAll(scene, { activityId: scene.activity('two') }),
    },
  ],
  'activities.cancelRow': [
    { who: 'leader', input: (scene) => ({ rowId: scene.activity('row'), reason: '下雨' }) },
  ],
  'activities.review': [
    {
      who: 'officer',
      input: (scene) => ({ activityId: scene.activity('held'), verdict: 'publish' }),
      after: cancelAll,
    },
    {
      of: 'refused',
      who: 'officer',
      input: (scene) => ({ activityId: scene.activity('held'), verdict: 'refuse', reason: '没写清楚' }),
      after: (scene, { activityId }) =>
        scene.world.did('leader', 'activities.save', {
          teamId: scene.team,
          activityId,
          form: { title: '改了' },
        }),
    },
  ],
  'activities.reviewRow': [
    { who: 'officer', input: (scene) => ({ rowId: scene.activity('held row'), verdict: 'publish' }) },
  ],
  'photos.upload': [
    { who: 'leader', input: (scene) => ({ activityId: scene.activity('due'), name: 'fourth.jpg' }) },
  ],
  'photos.review': [
    { who: 'officer', input: (scene) => ({ photoId: scene.of('held photo'), verdict: 'publish' }) },
    {
      of: 'refused',
      who: 'officer',
      input: (scene) => ({ photoId: scene.of('held photo'), verdict: 'refuse', reason: '有孩子' }),
    },
  ],
  'photos.checked': [{ who: null, input: (scene) => ({ traceId: scene.of('trace'), answer: 'pass' }) }],
};
