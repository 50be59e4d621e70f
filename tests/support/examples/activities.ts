import type { Scene } from '../scene';
import type { Examples, WriteAction } from './types';

type ActivitiesAction = Extract<WriteAction, `${'activities' | 'photos'}.${string}`>;

const own = (scene: Scene, from: number) => ({ teamId: scene.team, ...scene.form(from) });

export const activities: Examples<ActivitiesAction> = {
  'activities.post': [
    { who: 'leader', input: (scene) => own(scene, 70) },
    { of: 'a weekly row', who: 'leader', input: (scene) => ({ ...own(scene, 70), repeat: 2 }) },
  ],
  'activities.save': [
    { who: 'leader', input: (scene) => ({ teamId: scene.team, form: { title: '新草稿' } }) },
    {
      of: 'one sent',
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, activityId: scene.activity('held'), form: { title: '改了' } }),
    },
  ],
  'activities.submit': [
    { who: 'leader', input: (scene) => ({ ...own(scene, 70), activityId: scene.activity('draft') }) },
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
    },
  ],
  'activities.cancel': [
    { who: 'leader', input: (scene) => ({ activityId: scene.activity('full'), reason: '下雨' }) },
  ],
  'activities.cancelSlot': [
    { who: 'leader', input: (scene) => ({ slotId: scene.slot('first of two'), reason: '下雨' }) },
  ],
  'activities.cancelRow': [
    { who: 'leader', input: (scene) => ({ rowId: scene.activity('row'), reason: '下雨' }) },
  ],
  'activities.review': [
    { who: 'officer', input: (scene) => ({ activityId: scene.activity('held'), verdict: 'publish' }) },
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
