import { standings } from '#domain/callups/rules';
import { each, type Invariant } from './kept';

/** A sheet says how many of its people stand how, and nobody is on two sheets of a list. */
const counted: Invariant = (kept) =>
  each(kept.all('sheets'), ({ _id, people, counts, keys, accounts }) => {
    const standing = Object.values(people).map((entry) => entry.standing);
    const wrong = standings.filter((one) => standing.filter((each) => each === one).length !== counts[one]);
    if (wrong.length > 0) return `${_id}: counts ${wrong.join(', ')} wrong`;
    const whole = keys.length === standing.length && accounts.length === standing.length;
    return !whole && `${_id}: people, keys and accounts differ`;
  });

/** It is over when nobody is out, and waits for nobody any more. */
const ended: Invariant = (kept) =>
  each(kept.all('callups'), ({ _id, state }) => {
    const own = kept.all('sheets').filter(({ callupId }) => callupId === _id);
    return (
      state === 'over' && own.some(({ counts }) => counts.coming > 0) && `${_id}: over, and somebody is out`
    );
  });

export const callups: Readonly<Record<string, Invariant>> = {
  'callups counted': counted,
  'callups ended': ended,
};
