import { startCloud } from './services/cloud';
import { startOutbox } from './services/outbox';
import { openSession } from './services/session';

App({
  onLaunch() {
    startCloud();
    startOutbox();
    void openSession();
  },
});
