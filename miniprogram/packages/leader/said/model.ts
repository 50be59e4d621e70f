import type { SaidOf } from '../../../domain/signups/views';
import { faces } from '../../../domain/signups/thanks';
import { dayName } from '../../../services/format';
import { faceWords } from '../../../services/words/faces';

export interface SaidPage {
  readonly all: number;
  readonly bars: readonly {
    readonly icon: string;
    readonly name: string;
    readonly count: number;
    readonly percent: number;
  }[];
  readonly words: readonly { readonly icon: string; readonly words: string; readonly day: string }[];
}

export function saidPage({ counts, words }: SaidOf, now: number): SaidPage {
  const all = faces.reduce((sum, face) => sum + counts[face], 0);
  return {
    all,
    bars: faces.map((face) => ({
      ...faceWords[face],
      count: counts[face],
      percent: all === 0 ? 0 : Math.round((100 * counts[face]) / all),
    })),
    words: words.map(({ face, words: said, at }) => ({
      icon: faceWords[face].icon,
      words: said,
      day: dayName(at, now),
    })),
  };
}
