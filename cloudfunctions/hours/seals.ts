import { _, find } from '../core/database';
import { useCase } from '../core/use-case';
import { sealOf } from './views';

/** For anybody: what was sealed, so that whoever kept a root can find it again. */
export const sealedDays = useCase('hours.seals', {
  ask: () => ({}),

  async run({ input }) {
    const { before, limit } = input;
    const query = before === undefined ? { to: _.gt(new Date(0)) } : { _id: _.lt(before) };
    const order = [[before === undefined ? 'to' : '_id', 'desc']] as const;
    const found = await find('seals', query, { order, limit: limit + 1 });
    const seals = found
      .slice(0, limit)
      .map((seal) => ({ ...sealOf(seal), fault: seal.fault?.fault ?? null }));
    return { seals, more: found.length > limit };
  },
});
