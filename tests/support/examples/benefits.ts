import type { World } from '../../../harness/world';
import { shopInput } from '../benefits';
import type { Examples, WriteAction } from './types';

/** The keeper is invited once more. */
async function joinAnew(world: World, shopId: string): Promise<void> {
  const { invitation } = await world.did('officer', 'benefits.invite', { shopId });
  await world.did('keeper', 'benefits.join', { shopId, invitation });
}

type BenefitsAction = Extract<WriteAction, `benefits.${string}`>;

export const benefits: Examples<BenefitsAction> = {
  'benefits.join': [
    {
      who: 'resident',
      input: (scene) => ({ shopId: scene.of('shop'), invitation: scene.of('invitation') }),
      after: ({ world }, { shopId }) => world.did('resident', 'benefits.leave', { shopId }),
    },
  ],
  'benefits.leave': [
    {
      who: 'keeper',
      input: (scene) => ({ shopId: scene.of('shop') }),
      after: ({ world }, { shopId }) => joinAnew(world, shopId),
    },
  ],
  'benefits.give': [
    {
      who: 'keeper',
      input: (scene) => ({ shopId: scene.of('shop'), offerId: scene.of('offer'), pass: scene.of('pass') }),
    },
  ],
  'benefits.saveShop': [
    { who: 'officer', input: () => shopInput },
    {
      of: 'one there is',
      who: 'officer',
      input: (scene) => ({ ...shopInput, shopId: scene.of('shop') }),
      after: ({ world }, { shopId }) =>
        world.did('officer', 'benefits.saveShop', { ...shopInput, shopId, name: '老马饭店' }),
    },
  ],
  'benefits.pause': [
    {
      who: 'officer',
      input: (scene) => ({ shopId: scene.of('shop'), paused: true }),
      after: ({ world }, { shopId }) => world.did('officer', 'benefits.pause', { shopId, paused: false }),
    },
  ],
  'benefits.saveOffer': [
    {
      who: 'officer',
      input: (scene) => ({ shopId: scene.of('shop'), title: '八折', what: '结账八折', fromStars: 1 }),
      after: ({ world, known }, { offerId }) =>
        world.did('officer', 'benefits.endOffer', { shopId: known['shop'] ?? '', offerId }),
    },
  ],
  'benefits.endOffer': [
    { who: 'officer', input: (scene) => ({ shopId: scene.of('shop'), offerId: scene.of('offer') }) },
  ],
  'benefits.invite': [
    {
      who: 'officer',
      input: (scene) => ({ shopId: scene.of('shop') }),
      after: ({ world }, { shopId }) => world.did('officer', 'benefits.invite', { shopId }),
    },
  ],
  'benefits.dismiss': [
    {
      who: 'officer',
      input: (scene) => ({ shopId: scene.of('shop'), accountId: scene.id('keeper') }),
      after: ({ world }, { shopId }) => joinAnew(world, shopId),
    },
  ],
};
