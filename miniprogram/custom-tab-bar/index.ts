import { goTab, type tabs } from '../services/routes';
import { openScanner } from '../services/scan';
import { currentFactor } from '../services/type';

interface Item {
  readonly tab: keyof typeof tabs | 'scan';
  readonly text: string;
  readonly icon: string;
}

const items: readonly Item[] = [
  { tab: 'home', text: '首页', icon: 'home' },
  { tab: 'stations', text: '站点', icon: 'location' },
  { tab: 'scan', text: '扫一扫', icon: 'scan' },
  { tab: 'activities', text: '活动', icon: 'calendar' },
  { tab: 'me', text: '我的', icon: 'user' },
];

Component({
  data: { selected: '', due: 0, items, fs: currentFactor() },
  pageLifetimes: {
    show() {
      const fs = currentFactor();
      if (fs !== this.data.fs) this.setData({ fs });
    },
  },
  methods: {
    onPress(event: Tap<{ tab: Item['tab'] }>) {
      const { tab } = event.currentTarget.dataset;
      if (tab === 'scan') void openScanner();
      else if (tab !== this.data.selected) goTab(tab);
    },
  },
});
