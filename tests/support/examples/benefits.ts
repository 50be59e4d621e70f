import { shopInput } from '../benefits';
import type { Examples, WriteAction } from './types';

type BenefitsAction = Extract<WriteAction, `benefits.${string}`>;

export const benefits: Examples<BenefitsAction> = {
  'benefits.join': [
    { who: 'resident', input: (scene) => ({ shopId: scene.of('shop'), invitation: scene.of('invitation') }) },
  ],
  'benefits.leave': [{ who: 'keeper', input: (scene) => ({ shopId: scene.of('shop') }) }],
  'benefits.give': [
    {
      who: 'keeper',
      input: (scene) => ({ shopId: scene.of('shop'), offerId: scene.of('offer'), pass: scene.of('pass') }),
    },
  ],
  'benefits.saveShop': [
    { who: 'officer', input: () => shopInput },
    { of: 'one there is', who: 'officer', input: (scene) => ({ ...shopInput, shopId: scene.of('shop') }) },
  ],
  'benefits.pause': [{ who: 'officer', input: (scene) => ({ shopId: scene.of('shop'), paused: true }) }],
  'benefits.saveOffer': [
    {
      who: 'officer',
      input: (scene) => ({ shopId: scene.of('shop'), title: '八折', what: '结账八折', fromStars: 1 }),
    },
  ],
  'benefits.endOffer': [
    { who: 'officer', input: (scene) => ({ shopId: scene.of('shop'), offerId: scene.of('offer') }) },
  ],
  'benefits.invite': [{ who: 'officer', input: (scene) => ({ shopId: scene.of('shop') }) }],
  'benefits.dismiss': [
    { who: 'officer', input: (scene) => ({ shopId: scene.of('shop'), accountId: scene.id('keeper') }) },
  ],
};
