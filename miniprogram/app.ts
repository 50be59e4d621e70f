import { startCloud } from './services/cloud';
import { startOutbox } from './services/outbox';
import { reportAllowed } from './services/reminders';
import { openSession } from './services/session';

App<IAppOption>({
  onLaunch() {
    startCloud();
    startOutbox();
    void openSession().then(reportAllowed);
  },
});
