import type { ManagedShop } from '../../../domain/benefits/views';
import { spokenName } from '../../../domain/stations/rules';
import { choiceName } from '../../../services/session';
import { forWhom, untilWords } from '../words';

export interface ManagedRow {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly paused: boolean;
  readonly offers: readonly { readonly id: string; readonly title: string; readonly note: string }[];
  readonly keepers: readonly { readonly accountId: string; readonly name: string }[];
}

export function managedRow(shop: ManagedShop): ManagedRow {
  const { id, name, category, stationName, address, paused, offers, keepers } = shop;
  const kind = choiceName('shopCategories', category);
  return {
    id,
    name,
    paused,
    keepers: keepers.map((keeper) => ({ ...keeper, name: keeper.name || '注销了账号的人' })),
    about: [kind, address, `${spokenName(stationName)}联系`].filter(Boolean).join(' · '),
    offers: offers.map((offer) => ({
      id: offer.id,
      title: offer.title,
      note: [forWhom(offer.fromStars), untilWords(offer.until)].filter(Boolean).join('，'),
    })),
  };
}
