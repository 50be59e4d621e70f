import { everyTryOvertaken } from '../support/overtaken';

describe('a call of organizer that is overtaken by itself', () => everyTryOvertaken('organizer'));
