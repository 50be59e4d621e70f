import { everyTryOvertaken } from '../support/overtaken';

describe('a call of member that is overtaken by itself', () => everyTryOvertaken('member'));
