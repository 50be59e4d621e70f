import { _ } from './database';

/** The update after which nothing is held (#domain/unique), in however many documents: each keeps its own key. */
export const dropKey = () => _.push({ each: [], slice: 1 });
