import { _, find } from '../core/database';
import { useCase } from '../core/use-case';
import { sealOf } from './views';

/** For anybody: what was sealed, so that whoever kept a root can find it again. */
export const sealedDays = useCase('hours.seals', {
  ask: () => ({}),

  async run({ input }) {
    const { before, limit } = input;
    const days = { _id: before === undefined ? _.gt('') : _.lt(before) };
    const found = await find('seals', days, { order: [['_id', 'desc']], limit: limit + 1 });
    const seals = found
      .slice(0, limit)
      .map((seal) => ({ ...sealOf(seal), fault: seal.fault?.fault ?? null }));
    return { seals, more: found.length > limit };
  },
});
