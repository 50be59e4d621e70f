import { startCloud } from './services/cloud';
import { openSession } from './services/session';

App({
  onLaunch() {
    startCloud();
    void openSession();
  },
});
