import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { go, routes } from '../../../services/routes';
import { flagWords } from '../../../services/words';
import { linePage, type LinePage } from './model';

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    model: null as LinePage | null,
    asking: false,
    reasons: ['时间记少了', '签到或签退没记上', '我没有参加这一场'],
  },
  lineId: '',

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.lineId = id;
  },

  load() {
    const { lineId } = this;
    const asked = callOrRecall('hours.line', { lineId }, `line-${lineId}`);
    return loadInto(this, asked, (line) => ({
      model: linePage(line, (flag) => flagWords[flag], cloudNow()),
    }));
  },

  onAsk() {
    this.setData({ asking: true });
  },

  onCloseSheet() {
    this.setData({ asking: false });
  },

  async onReason(event: Told<{ reason: string }>) {
    const about = { kind: 'line' as const, lineId: this.lineId };
    const input = { about, words: event.detail.reason };
    await send(this, 'hours.contest', input, {
      done: '已发给队长，答复了会告诉您',
      then: () => go(routes.questions()),
      answered: () => {
        this.setData({ asking: false });
        return this.load();
      },
    });
  },

  onQuestions() {
    go(routes.questions());
  },
});
